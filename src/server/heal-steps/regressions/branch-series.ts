import { normalise, type Timing } from '../../../engine/history/normalise.ts'
import type { TimedExecution } from '../../../engine/history/timed-runs.ts'
import type { Database } from '../../history/connection/database.ts'
import { type BranchRuns, listReferenceTests, listTimings } from '../../history/performance/timings.ts'

const REFERENCES = 100 // the median of so many is known to a few percent

/** The executions of tests on some branches together, with the speed of their machines. */
export async function seriesOnBranches(
  database: Database,
  branches: readonly BranchRuns[],
  testCaseIds: readonly string[],
): Promise<ReadonlyMap<string, readonly TimedExecution[]>> {
  const [first] = branches
  if (!first || testCaseIds.length === 0) return new Map()
  const references = await listReferenceTests(database, first.repositoryId, REFERENCES)
  const all: Timing[] = []
  for (const branch of branches) all.push(...(await listTimings(database, branch, [...new Set([...testCaseIds, ...references])])))
  const [wanted, measuring] = [new Set(testCaseIds), new Set(references)]
  return normalise(
    all.filter(({ test }) => wanted.has(test)),
    all.filter(({ test }) => measuring.has(test)),
  )
}
