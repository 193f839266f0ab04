import { reason } from '../../../model/reason.ts'
import { waitPlan } from '../../changes/waiting/wait-plan.ts'
import { declined, reachEdits, type Strategy } from '../strategy.ts'
import { waitEdits } from '../waiting/wait-edits.ts'

/** The signature says it, and the expectations stay as they are. */
const OF_A_DECLARED_ASYNC = 0.95

export const addAsync: Strategy = {
  name: 'add_async',
  description: 'Waits for what became asynchronous: in tests, their helpers and hooks, and where a test expects something to be thrown.',
  propose({ changes, testFiles, trees }) {
    const awaited = changes.filter(({ kind }) => kind === 'became_async')
    if (awaited.length === 0) return []
    const { steps, obstacles } = waitPlan(awaited, trees)
    return [...testFiles.keys()].flatMap((path) => {
      const obstacle = obstacles.get(path)
      const own = steps.filter(({ file }) => file.path === path)
      const edits = waitEdits(own)
      if (obstacle === undefined) return reachEdits(path, awaited, edits, OF_A_DECLARED_ASYNC)
      return declined(awaited, reason('not-awaited', { file: path, why: obstacle }))
    })
  },
}
