import { code } from '../render/markdown.ts'
import { accept } from './accept.ts'
import { type CommentCommand, done, refused } from './command.ts'
import { findTest } from './find-test.ts'

export const heal: CommentCommand = {
  name: 'heal',
  usage: ['/heal', '/heal `test`', '/heal accept T1 T2', '/heal accept all'],
  description: 'Looks at the failing tests, or at one of them, again; `accept` says that what a proposal changes was meant.',
  needs: 'write',
  run(command, facts) {
    if (command.argument === 'accept') return accept(command, facts)
    const [reference = null] = command.tests
    const { healing, failing } = facts
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
