import { findRegressions } from '../../../engine/history/regressions.ts'
import { timedRuns } from '../../../engine/history/timed-runs.ts'
import { listRegressedTests, saveRegressions } from '../../history/performance/regressions.ts'
import { listPerhapsSlower } from '../../history/performance/timings.ts'
import type { JobContext } from '../../queue/job.ts'
import type { JobScope } from '../job-scope.ts'
import { seriesOnBranches } from './branch-series.ts'

const MOST_RUNS = 400
const MOST_TESTS = 500 // of one look: what slows more at once is seen by the first ones
const NOTABLE = 0.5 // of the threshold, as an exponent: machines differ, so less is looked at too

/** Looks for tests that became slower on the default branch, and for those that are fast again. Returns how many are new. */
export async function watchDefaultBranch(
  { history, now }: Pick<JobContext, 'history' | 'now'>,
  { repositoryId, defaultBranch }: Pick<JobScope, 'repositoryId' | 'defaultBranch'>,
  threshold: number,
): Promise<number> {
  const { database } = history
  const perhaps = await listPerhapsSlower(database, repositoryId, threshold ** NOTABLE, MOST_TESTS)
  const tests = [...new Set([...perhaps, ...(await listRegressedTests(database, repositoryId))])]
  const branch = { repositoryId, headRepositoryId: repositoryId, branch: defaultBranch, most: MOST_RUNS }
  let added = 0
  for (const [test, executions] of await seriesOnBranches(database, [branch], tests)) {
    const found = findRegressions(timedRuns(executions), threshold)
    added += (await history.transaction((inOne) => saveRegressions(inOne, repositoryId, test, found, now()))).length
  }
  return added
}
