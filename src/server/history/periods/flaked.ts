import { Prisma } from '../generated/client.ts'

/**
 * The parts `ran` and `flaked` of a statement: the executions of one repository in one day of UTC, and those of them that are flaky.
 *
 * A test that a log and a report name is one execution: the report's. A failure is flaky where another attempt or repetition of the
 * same tree passed. A report does not say which leg of a matrix it is of: there another attempt has to have passed throughout.
 */
export function ranAndFlaked(repositoryId: number, day: Date): Prisma.Sql {
  const end = new Date(day.getTime() + 86_400_000)
  return Prisma.sql`ran AS (
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
    flaked AS MATERIALIZED (
      SELECT f.ci_run_id, f.attempt, f.job, f.variant, f.test_case_id, f.repetition FROM failed f
      WHERE EXISTS (
        SELECT FROM ci_run r JOIN test_execution p ON p.repository_id = r.repository_id AND p.ci_run_id = r.ci_run_id
          AND p.attempt = r.attempt AND p.at = r.started_at AND p.job = f.job AND p.variant = f.variant AND p.test_case_id = f.test_case_id
        WHERE r.repository_id = ${repositoryId}::bigint AND r.head_sha = f.head_sha AND r.workflow_path = f.workflow_path
          AND (r.ci_run_id = f.ci_run_id OR coalesce(r.tested_tree, r.head_sha) = f.tree)
        GROUP BY r.ci_run_id, r.attempt
        HAVING bool_or(p.outcome = 'passed') AND (f.job <> '' OR bool_and(p.outcome IN ('passed', 'skipped'))))
      OR EXISTS (SELECT FROM job j WHERE j.repository_id = ${repositoryId}::bigint AND j.ci_run_id = f.ci_run_id AND j.attempt > f.attempt
        AND j.name = f.job AND j.conclusion = 'success'))`
}
