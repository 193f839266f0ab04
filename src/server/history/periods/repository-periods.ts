import type { Database } from '../connection/database.ts'

/** What all executions of a repository in one period add up to; the period as in TestPeriod. */
export type RepositoryPeriod = {
  readonly periodStart: Date
  /** Attempts of runs that were read. */
  readonly runs: number
  /** Different tests that were executed. */
  readonly tests: number
  readonly executions: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: number
  readonly durationSumMs: number
}

/** Adds up `test_period` of one repository in the day of UTC that begins at `day`, which was counted just now. */
export async function sumRepositoryPeriods(database: Database, repositoryId: number, day: Date, unit: 'day' | 'hour'): Promise<void> {
  const end = new Date(day.getTime() + 86_400_000)
  await database.$executeRaw`
    DELETE FROM repository_period WHERE repository_id = ${repositoryId}::bigint AND period_start >= ${day} AND period_start < ${end}`
  await database.$executeRaw`
    INSERT INTO repository_period (repository_id, period_start, runs, tests, executions, passed, failed, skipped, flaky, duration_sum_ms)
    SELECT ${repositoryId}::bigint, p.period_start, (SELECT count(*) FROM ci_run r WHERE r.repository_id = ${repositoryId}::bigint
        AND r.ingested_at IS NOT NULL AND r.started_at >= ${day} AND r.started_at < ${end}
        AND date_trunc(${unit}, r.started_at, 'UTC') = p.period_start),
      count(*), sum(p.executions), sum(p.passed), sum(p.failed), sum(p.skipped), sum(p.flaky), sum(p.duration_sum_ms)
    FROM test_period p WHERE p.repository_id = ${repositoryId}::bigint AND p.period_start >= ${day} AND p.period_start < ${end} GROUP BY 2`
}

/** Periods that begin in `since` ≤ start < `until`, in order of time. */
export async function listRepositoryPeriods(
  database: Database,
  repositoryId: number,
  since: Date,
  until: Date,
): Promise<readonly RepositoryPeriod[]> {
  const where = { repositoryId, periodStart: { gte: since, lt: until } }
  const rows = await database.repositoryPeriod.findMany({ where, orderBy: { periodStart: 'asc' } })
  return rows.map(({ repositoryId: _, ...period }) => period)
}
