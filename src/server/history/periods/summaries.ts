import type { Database } from '../connection/database.ts'

const WINDOW_DAYS = 30
const DAY_MS = 86_400_000

/** A test over the last 30 days. Rates are shares of the executions that passed or failed, null where there is none. */
export type TestSummary = {
  readonly testCaseId: string
  readonly executions: number
  readonly passed: number
  readonly failed: number
  readonly skipped: number
  readonly flaky: number
  readonly failureRate: number | null
  readonly flakeRate: number | null
  readonly durationSumMs: number
  /** The median of its periods' medians, and of their 95th percentiles, in milliseconds. */
  readonly durationP50Ms: number | null
  readonly durationP95Ms: number | null
  /** How it ended last, also before these 30 days. */
  readonly lastOutcome: string | null
  readonly lastAt: Date | null
  readonly lastFailedAt: Date | null
}

/** Sums up the last 30 days of each test that ran in the day of UTC that begins at `day`, which was counted just now. */
export async function summariseTestsOf(database: Database, repositoryId: number, day: Date, now: Date): Promise<void> {
  const end = new Date(day.getTime() + DAY_MS)
  // Before the first statistics of a table the planner takes it for empty, and would look through all tests for each test
  await database.$executeRaw`SET LOCAL enable_nestloop = off`
  await database.$executeRaw`
    WITH ran AS (
      SELECT e.test_case_id, (array_agg(e.outcome ORDER BY e.at DESC, e.attempt DESC, e.repetition DESC))[1] AS last_outcome,
        max(e.at) AS last_at, max(e.at) FILTER (WHERE e.outcome IN ('failed', 'errored')) AS last_failed_at
      FROM test_execution e WHERE e.repository_id = ${repositoryId}::bigint AND e.at >= ${day} AND e.at < ${end} GROUP BY 1),
    summed AS MATERIALIZED (
      SELECT p.test_case_id, sum(p.executions) AS executions, sum(p.passed) AS passed, sum(p.failed) AS failed, sum(p.skipped) AS skipped,
        sum(p.flaky) AS flaky, sum(p.duration_sum_ms) AS duration_sum_ms,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY p.duration_p50_ms) AS p50, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.duration_p95_ms) AS p95
      FROM test_period p JOIN ran USING (test_case_id)
      WHERE p.repository_id = ${repositoryId}::bigint AND p.period_start >= ${windowStart(now)} GROUP BY 1)
    INSERT INTO test_summary AS t (repository_id, test_case_id, executions, passed, failed, skipped, flaky, failure_rate, flake_rate,
      duration_sum_ms, duration_p50_ms, duration_p95_ms, last_outcome, last_at, last_failed_at, updated_at)
    SELECT ${repositoryId}::bigint, test_case_id, coalesce(executions, 0), coalesce(passed, 0), coalesce(failed, 0), coalesce(skipped, 0),
      coalesce(flaky, 0), failed::float8 / nullif(passed + failed, 0), flaky::float8 / nullif(passed + failed, 0),
      coalesce(duration_sum_ms, 0), p50, p95, last_outcome, last_at, last_failed_at, ${now}::timestamptz
    FROM ran LEFT JOIN summed USING (test_case_id)
    WHERE test_case_id IN (SELECT test_case_id FROM test_case WHERE repository_id = ${repositoryId}::bigint) ORDER BY 2
    ON CONFLICT (repository_id, test_case_id) DO UPDATE SET executions = excluded.executions, passed = excluded.passed,
      failed = excluded.failed, skipped = excluded.skipped, flaky = excluded.flaky, failure_rate = excluded.failure_rate,
      flake_rate = excluded.flake_rate, duration_sum_ms = excluded.duration_sum_ms, duration_p50_ms = excluded.duration_p50_ms,
      duration_p95_ms = excluded.duration_p95_ms, updated_at = excluded.updated_at,
      last_outcome = CASE WHEN excluded.last_at < t.last_at THEN t.last_outcome ELSE excluded.last_outcome END,
      last_at = greatest(t.last_at, excluded.last_at), last_failed_at = greatest(t.last_failed_at, excluded.last_failed_at)`
  await database.$executeRaw`SET LOCAL enable_nestloop = on`
}

/** Brings the summaries of tests that have not run for a day up to date: days leave their window. Returns how many changed. */
export async function renewSummaries(database: Database, repositoryId: number, now: Date): Promise<number> {
  return database.$executeRaw`
    WITH summed AS (
      SELECT t.test_case_id, coalesce(sum(p.executions), 0) AS executions, coalesce(sum(p.passed), 0) AS passed,
        coalesce(sum(p.failed), 0) AS failed, coalesce(sum(p.skipped), 0) AS skipped, coalesce(sum(p.flaky), 0) AS flaky,
        coalesce(sum(p.duration_sum_ms), 0) AS duration_sum_ms, percentile_cont(0.5) WITHIN GROUP (ORDER BY p.duration_p50_ms) AS p50,
        percentile_cont(0.5) WITHIN GROUP (ORDER BY p.duration_p95_ms) AS p95
      FROM test_summary t LEFT JOIN test_period p
        ON p.repository_id = t.repository_id AND p.test_case_id = t.test_case_id AND p.period_start >= ${windowStart(now)}
      WHERE t.repository_id = ${repositoryId}::bigint AND t.executions > 0 AND t.updated_at < ${new Date(now.getTime() - DAY_MS)} GROUP BY 1)
    UPDATE test_summary t SET executions = s.executions, passed = s.passed, failed = s.failed, skipped = s.skipped, flaky = s.flaky,
      failure_rate = s.failed::float8 / nullif(s.passed + s.failed, 0), flake_rate = s.flaky::float8 / nullif(s.passed + s.failed, 0),
      duration_sum_ms = s.duration_sum_ms, duration_p50_ms = s.p50, duration_p95_ms = s.p95, updated_at = ${now}::timestamptz
    FROM summed s WHERE t.repository_id = ${repositoryId}::bigint AND t.test_case_id = s.test_case_id`
}

/** Repositories with summaries that are not of today. */
export async function listSummarised(database: Database, now: Date): Promise<readonly number[]> {
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    SELECT r.repository_id AS id FROM repository r WHERE EXISTS (SELECT FROM test_summary t WHERE t.repository_id = r.repository_id
      AND t.executions > 0 AND t.updated_at < ${new Date(now.getTime() - DAY_MS)}) ORDER BY 1`
  return rows.map(({ id }) => Number(id))
}

/** Of these tests, in order of their ids. */
export async function findTestSummaries(
  database: Database,
  repositoryId: number,
  testCaseIds: readonly string[],
): Promise<readonly TestSummary[]> {
  const where = { repositoryId, testCaseId: { in: [...testCaseIds] } }
  const rows = await database.testSummary.findMany({ where, orderBy: { testCaseId: 'asc' } })
  return rows.map(({ repositoryId: _, updatedAt: __, ...summary }) => summary)
}

/** Days of UTC, whole ones: today and the 29 before. */
function windowStart(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - (WINDOW_DAYS - 1) * DAY_MS)
}
