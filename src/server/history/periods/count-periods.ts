import type { Database } from '../connection/database.ts'
import { ranAndFlaked } from './flaked.ts'

/** Counts the executions of one repository in one day of UTC into `test_period`, and removes periods that nothing is left of. */
export async function countPeriods(database: Database, repositoryId: number, day: Date, unit: 'day' | 'hour'): Promise<void> {
  const end = new Date(day.getTime() + 86_400_000)
  await database.$executeRaw`
    WITH ${ranAndFlaked(repositoryId, day)},
    counted AS (
      SELECT e.test_case_id, date_trunc(${unit}, e.at, 'UTC') AS period_start, count(*) AS executions,
        count(*) FILTER (WHERE e.outcome = 'passed') AS passed, count(*) FILTER (WHERE e.outcome IN ('failed', 'errored')) AS failed,
        count(*) FILTER (WHERE e.outcome = 'skipped') AS skipped, count(f.test_case_id) AS flaky,
        count(e.duration_ms) FILTER (WHERE e.outcome = 'passed') AS duration_count,
        coalesce(sum(e.duration_ms) FILTER (WHERE e.outcome = 'passed'), 0) AS duration_sum_ms,
        percentile_cont(ARRAY[0.5, 0.95]) WITHIN GROUP (ORDER BY e.duration_ms) FILTER (WHERE e.outcome = 'passed') AS percentiles
      FROM ran e LEFT JOIN flaked f USING (ci_run_id, attempt, job, variant, test_case_id, repetition) GROUP BY 1, 2),
    gone AS (
      DELETE FROM test_period p WHERE p.repository_id = ${repositoryId}::bigint AND p.period_start >= ${day} AND p.period_start < ${end}
        AND (p.test_case_id, p.period_start) NOT IN (SELECT test_case_id, period_start FROM counted))
    INSERT INTO test_period AS p (repository_id, test_case_id, period_start, executions, passed, failed, skipped, flaky, duration_count,
      duration_sum_ms, duration_p50_ms, duration_p95_ms)
    SELECT ${repositoryId}::bigint, test_case_id, period_start, executions, passed, failed, skipped, flaky, duration_count, duration_sum_ms,
      percentiles[1], percentiles[2]
    FROM counted ORDER BY test_case_id, period_start
    ON CONFLICT (repository_id, test_case_id, period_start) DO UPDATE SET executions = excluded.executions, passed = excluded.passed,
      failed = excluded.failed, skipped = excluded.skipped, flaky = excluded.flaky, duration_count = excluded.duration_count,
      duration_sum_ms = excluded.duration_sum_ms, duration_p50_ms = excluded.duration_p50_ms, duration_p95_ms = excluded.duration_p95_ms
    WHERE (p.executions, p.passed, p.failed, p.flaky, p.duration_count, p.duration_sum_ms) IS DISTINCT FROM
      (excluded.executions, excluded.passed, excluded.failed, excluded.flaky, excluded.duration_count, excluded.duration_sum_ms)`
}
