import type { Database } from '../connection/database.ts'

/**
 * Counts the executions of one repository in one day of UTC into `test_period`, and removes periods that nothing is left of.
 *
 * A test that a log and a report name is one execution: the report's. A failure is flaky where another attempt or repetition of the
 * same tree passed. A report does not say which leg of a matrix it is of: there another attempt has to have passed throughout.
 */
export async function countPeriods(database: Database, repositoryId: number, day: Date, unit: 'day' | 'hour'): Promise<void> {
  const end = new Date(day.getTime() + 86_400_000)
  await database.$executeRaw`
    WITH ran AS (
      SELECT e.ci_run_id, e.attempt, e.job, e.variant, e.test_case_id, e.repetition, e.at, e.outcome, e.duration_ms
      FROM test_execution e
      WHERE e.repository_id = ${repositoryId}::bigint AND e.at >= ${day} AND e.at < ${end}
        AND NOT (e.source = 'log' AND EXISTS (SELECT FROM test_execution o WHERE o.repository_id = e.repository_id AND o.ci_run_id = e.ci_run_id
          AND o.attempt = e.attempt AND o.job = '' AND o.variant = '' AND o.test_case_id = e.test_case_id AND o.at = e.at
          AND o.source = 'report'))),
    failed AS MATERIALIZED (
      SELECT e.*, r.head_sha, r.workflow_path, coalesce(r.tested_tree, r.head_sha) AS tree FROM ran e
      JOIN ci_run r ON r.repository_id = ${repositoryId}::bigint AND r.ci_run_id = e.ci_run_id AND r.attempt = e.attempt
      WHERE e.outcome IN ('failed', 'errored')),
    flaked AS (
      SELECT f.ci_run_id, f.attempt, f.job, f.variant, f.test_case_id, f.repetition FROM failed f
      WHERE EXISTS (
        SELECT FROM ci_run r JOIN test_execution p ON p.repository_id = r.repository_id AND p.ci_run_id = r.ci_run_id
          AND p.attempt = r.attempt AND p.at = r.started_at AND p.job = f.job AND p.variant = f.variant AND p.test_case_id = f.test_case_id
        WHERE r.repository_id = ${repositoryId}::bigint AND r.head_sha = f.head_sha AND r.workflow_path = f.workflow_path
          AND (r.ci_run_id = f.ci_run_id OR coalesce(r.tested_tree, r.head_sha) = f.tree)
        GROUP BY r.ci_run_id, r.attempt
        HAVING bool_or(p.outcome = 'passed') AND (f.job <> '' OR bool_and(p.outcome IN ('passed', 'skipped'))))
      OR EXISTS (SELECT FROM job j WHERE j.repository_id = ${repositoryId}::bigint AND j.ci_run_id = f.ci_run_id AND j.attempt > f.attempt
        AND j.name = f.job AND j.conclusion = 'success')),
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
        AND NOT EXISTS (SELECT FROM counted c WHERE c.test_case_id = p.test_case_id AND c.period_start = p.period_start))
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
