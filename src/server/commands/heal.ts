import { code } from '../render/markdown.ts'
import { type CommentCommand, done, refused } from './command.ts'
import { findTest } from './find-test.ts'

export const heal: CommentCommand = {
  name: 'heal',
  usage: ['/heal', '/heal `test`'],
  description: 'Looks at the failing tests, or at one of them, again.',
  needs: 'write',
  run({ argument, test: reference }, { healing, failing }) {
    if (argument === 'accept')
      return refused(
        'This version cannot accept a changed expectation: it only offers repairs that keep every expectation. If the new behaviour is intended, change the expectation in this pull request.',
      )
    if (healing === null) return refused('No failing test of this pull request is known yet. A check has to fail first.')
    if (healing.isFork) return refused('Suture never runs commits of forks: its answer comes from the logs alone.')
    if (healing.state === 'working') return refused('Suture is already looking at it. The answer will appear in the check `Suture`.')
    if (healing.state === 'outdated') return refused('The last answer is for an older commit. The next failing check starts a new healing.')
    if (reference === null)
      return done('Looking again. The answer will appear in the check `Suture`.', { kind: 'start_healing', testIds: [] })
    const found = findTest(reference, failing)
    if (found.kind === 'refused') return refused(found.reply)
    const { testId } = found.test
    return done(`Looking at ${code(testId)} again. The answer will appear in the check \`Suture\`.`, {
      kind: 'start_healing',
      testIds: [testId],
    })
  },
}
