import { slowdownOf } from '../../../engine/history/slowdown.ts'
import { timedRuns } from '../../../engine/history/timed-runs.ts'
import type { Database } from '../../history/connection/database.ts'
import { listSlowerInCommit } from '../../history/performance/timings.ts'
import type { SlowTest } from '../../triage/slow-test.ts'
import { seriesOnBranches } from './branch-series.ts'

/** The commit of a pull request, its branch and the repository of that. */
export type SlowCommit = {
  readonly repositoryId: number
  readonly headSha: string
  readonly headBranch: string | null
  readonly headRepositoryId: number | null
}

const MOST = { tests: 100, before: 200, after: 40 }
const NOTABLE = 0.5 // of the threshold, as an exponent: machines differ, so less is looked at too

/** Tests that the runs of a pull request show to be slower than on the default branch. */
export async function readSlowdowns(
  database: Database,
  commit: SlowCommit,
  defaultBranch: string,
  threshold: number,
): Promise<readonly SlowTest[]> {
  const { repositoryId, headSha, headBranch, headRepositoryId } = commit
  if (headBranch === null || headRepositoryId === null) return []
  if (headBranch === defaultBranch && headRepositoryId === repositoryId) return []
  const { tests, slower } = await listSlowerInCommit(database, repositoryId, headSha, threshold ** NOTABLE, MOST.tests)
  const base = { repositoryId, headRepositoryId: repositoryId, branch: defaultBranch, most: MOST.before }
  const branch = { repositoryId, headRepositoryId, branch: headBranch, most: MOST.after }
  const ids = slower.map(({ id }) => id)
  const series = await seriesOnBranches(database, [base, branch], ids)
  const own = await seriesOnBranches(database, [branch], ids)
  return slower.flatMap(({ id, testId, file }) => {
    const onBranch = new Set(own.get(id)?.map(({ run }) => run))
    // each machine by itself: a matrix measures several times
    const runs = timedRuns((series.get(id) ?? []).map((one) => ({ ...one, run: `${one.run} ${one.place}` })))
    const isOwn = ({ run }: { readonly run: string }) => onBranch.has(run.slice(0, run.indexOf(' ')))
    const before = runs.filter((run) => !isOwn(run)).map(({ level }) => level)
    const after = runs.filter(isOwn)
    const newest = after.filter((run) => run.commit === headSha).map(({ level }) => level)
    const found = slowdownOf(
      before,
      after.map(({ level }) => level),
      newest,
      tests,
      threshold,
    )
    return found === null ? [] : [{ testId, file, ...found }]
  })
}
