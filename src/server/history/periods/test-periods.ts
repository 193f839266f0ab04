import type { Database } from '../connection/database.ts'

/** How long one period of `test_period` is: HISTORY_AGGREGATION_INTERVAL. Within one day of UTC all periods are of one length. */
export type PeriodLength = 'daily' | 'hourly'

/**
 * What the executions of one test add up to in one period, which begins at `periodStart` and lasts a day of UTC, or an hour where the
 * server counts by hours. `failed` counts errors too; `flaky` those of the failed ones where the same tree passed elsewhere. Durations
 * are of executions that passed, in milliseconds of their machines: see listRunSpeeds.
 */
export type TestPeriod = {
  readonly testCaseId: string
  readonly periodStart: Date
  readonly executions: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: number
  readonly durationCount: number
  readonly durationSumMs: number
  readonly durationP50Ms: number | null
  readonly durationP95Ms: number | null
}

/** Periods that begin in `since` ≤ start < `until`. `testCaseIds`: of these tests alone. */
export type PeriodQuery = { readonly since: Date; readonly until: Date; readonly testCaseIds?: readonly string[] }

/** By test, and for each test in order of time. */
export async function listTestPeriods(database: Database, repositoryId: number, query: PeriodQuery): Promise<readonly TestPeriod[]> {
  const { since, until, testCaseIds } = query
  const rows = await database.testPeriod.findMany({
    where: { repositoryId, periodStart: { gte: since, lt: until }, ...(testCaseIds ? { testCaseId: { in: [...testCaseIds] } } : {}) },
    orderBy: [{ testCaseId: 'asc' }, { periodStart: 'asc' }],
  })
  return rows.map(({ repositoryId: _, ...period }) => period)
}
