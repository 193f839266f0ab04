import { code } from '../render/markdown.ts'
import { type CommentCommand, done, refused } from './command.ts'
import { findTest } from './find-test.ts'

export const heal: CommentCommand = {
  name: 'heal',
  usage: ['/heal', '/heal `test`'],
  description: 'Looks at the failing tests, or at one of them, once more.',
  needs: 'write',
  run({ argument, test: reference }, { healing, failing }) {
    if (argument === 'accept')
      return refused(
        'This version cannot take a changed expectation for intended: it only offers repairs that keep every expectation. If the new behaviour is meant, change the expectation in this pull request.',
      )
    if (healing === null) return refused('No failing test of this pull request is known yet. A check has to fail first.')
    if (healing.isFork) return refused('The commits of forks are never run by Suture: its answer comes from the logs alone.')
    if (healing.state === 'working') return refused('It is being looked at already; the answer will stand in the check `Suture`.')
    if (healing.state === 'outdated') return refused('The last answer belongs to an older commit. The next failing check starts anew.')
    if (reference === null)
      return done('Looking again. The answer will stand in the check `Suture`.', { kind: 'start_healing', testIds: [] })
    const found = findTest(reference, failing)
    if (found.kind === 'refused') return refused(found.reply)
    const { testId } = found.test
    return done(`Looking at ${code(testId)} again. The answer will stand in the check \`Suture\`.`, {
      kind: 'start_healing',
      testIds: [testId],
    })
  },
}
