import type { Database } from '../connection/database.ts'
import { ranAndFlaked } from './flaked.ts'

/**
 * Why an execution is kept longer than others: it failed, was flaky, was the test's first or last one, ended otherwise than the one
 * before (of the same job and branch), or was unusually slow.
 */
export type Significance = 'failed' | 'flaky' | 'first' | 'last' | 'changed' | 'slow'

export type SignificantExecution = {
  readonly ciRunId: number
  readonly attempt: number
  readonly job: string
  readonly variant: string
  readonly repetition: number
  readonly at: Date
  readonly outcome: string
  readonly durationMs: number | null
  readonly reasons: readonly Significance[]
}

const DAY_MS = 86_400_000
const BACK_MS = 14 * DAY_MS // how long an outcome is looked for that another one differs from
const SLOW = { times: 3, moreMs: 100 } // beside the usual duration, on a machine of usual speed

/** Finds the significant executions of one repository in the day of UTC that begins at `day` anew. */
export async function keepSignificant(database: Database, repositoryId: number, day: Date): Promise<void> {
  const end = new Date(day.getTime() + DAY_MS)
  await database.$executeRaw`
    DELETE FROM significant_execution WHERE repository_id = ${repositoryId}::bigint AND at >= ${day} AND at < ${end}`
  await database.$executeRaw`
    WITH ${ranAndFlaked(repositoryId, day)},
    told AS (
      SELECT e.*, array_remove(ARRAY[
        CASE WHEN e.outcome IN ('failed', 'errored') THEN 'failed' END,
        CASE WHEN f.test_case_id IS NOT NULL THEN 'flaky' END,
        CASE WHEN c.first_seen_at = e.at THEN 'first' END,
        CASE WHEN e.outcome = 'passed' AND e.duration_ms / coalesce(r.speed, 1) > greatest(${SLOW.times}::int * t.duration_p50_ms,
          t.duration_p50_ms + ${SLOW.moreMs}::int) THEN 'slow' END], NULL) AS reasons
      FROM ran e JOIN test_case c ON c.repository_id = ${repositoryId}::bigint AND c.test_case_id = e.test_case_id
      LEFT JOIN flaked f ON f.ci_run_id = e.ci_run_id AND f.attempt = e.attempt AND f.job = e.job AND f.variant = e.variant
        AND f.test_case_id = e.test_case_id AND f.repetition = e.repetition
      LEFT JOIN test_summary t ON t.repository_id = ${repositoryId}::bigint AND t.test_case_id = e.test_case_id
      LEFT JOIN ci_run r ON r.repository_id = ${repositoryId}::bigint AND r.ci_run_id = e.ci_run_id AND r.attempt = e.attempt)
    INSERT INTO significant_execution (repository_id, ci_run_id, attempt, job, variant, test_case_id, repetition, at, outcome, duration_ms, reasons)
    SELECT ${repositoryId}::bigint, ci_run_id, attempt, job, variant, test_case_id, repetition, at, outcome, duration_ms, reasons
    FROM told WHERE reasons <> '{}' ON CONFLICT DO NOTHING`
  await markChanges(database, repositoryId, day, end)
}

/** Failures after the same test had passed, and the first pass after a failure. A report's repetitions may be legs of a matrix. */
async function markChanges(database: Database, repositoryId: number, day: Date, end: Date): Promise<void> {
  const since = new Date(day.getTime() - BACK_MS)
  await database.$executeRaw`
    WITH failed AS MATERIALIZED (
      SELECT s.ci_run_id, s.attempt, s.job, s.variant, s.test_case_id, s.repetition, s.at, s.outcome, s.duration_ms, r.head_branch
      FROM significant_execution s JOIN ci_run r USING (repository_id, ci_run_id, attempt)
      WHERE s.repository_id = ${repositoryId}::bigint AND s.at >= ${since} AND s.at < ${end} AND s.outcome IN ('failed', 'errored')),
    lately AS (
      SELECT * FROM failed WHERE at >= ${day} UNION ALL (
        SELECT DISTINCT ON (test_case_id, job, variant, head_branch, CASE WHEN job = '' THEN repetition END) * FROM failed WHERE at < ${day}
        ORDER BY test_case_id, job, variant, head_branch, CASE WHEN job = '' THEN repetition END, at DESC, ci_run_id DESC, attempt DESC)),
    changed AS (
      SELECT n.ci_run_id, n.attempt, n.job, n.variant, n.test_case_id, n.repetition, n.at, n.outcome, n.duration_ms
      FROM lately f CROSS JOIN LATERAL (
        SELECT e.* FROM test_execution e JOIN ci_run r USING (repository_id, ci_run_id, attempt)
        WHERE e.repository_id = ${repositoryId}::bigint AND e.test_case_id = f.test_case_id AND e.job = f.job AND e.variant = f.variant
          AND e.at >= f.at AND e.at < ${end} AND (e.at, e.ci_run_id, e.attempt, e.repetition) > (f.at, f.ci_run_id, f.attempt, f.repetition)
          AND e.outcome <> 'skipped' AND r.head_branch IS NOT DISTINCT FROM f.head_branch AND (f.job <> '' OR e.repetition = f.repetition)
        ORDER BY e.at, e.ci_run_id, e.attempt, e.repetition LIMIT 1) n
      WHERE n.outcome = 'passed' AND n.at >= ${day}
      UNION
      SELECT f.ci_run_id, f.attempt, f.job, f.variant, f.test_case_id, f.repetition, f.at, f.outcome, f.duration_ms
      FROM failed f CROSS JOIN LATERAL (
        SELECT e.outcome FROM test_execution e JOIN ci_run r USING (repository_id, ci_run_id, attempt)
        WHERE e.repository_id = ${repositoryId}::bigint AND e.test_case_id = f.test_case_id AND e.job = f.job AND e.variant = f.variant
          AND e.at >= ${since} AND e.at <= f.at AND (e.at, e.ci_run_id, e.attempt, e.repetition) < (f.at, f.ci_run_id, f.attempt, f.repetition)
          AND e.outcome <> 'skipped' AND r.head_branch IS NOT DISTINCT FROM f.head_branch AND (f.job <> '' OR e.repetition = f.repetition)
        ORDER BY e.at DESC, e.ci_run_id DESC, e.attempt DESC, e.repetition DESC LIMIT 1) p
      WHERE p.outcome = 'passed' AND f.at >= ${day})
    INSERT INTO significant_execution AS s
      (repository_id, ci_run_id, attempt, job, variant, test_case_id, repetition, at, outcome, duration_ms, reasons)
    SELECT ${repositoryId}::bigint, ci_run_id, attempt, job, variant, test_case_id, repetition, at, outcome, duration_ms, ARRAY['changed']
    FROM changed
    ON CONFLICT (repository_id, ci_run_id, attempt, job, variant, test_case_id, repetition) DO UPDATE SET reasons = s.reasons || excluded.reasons`
}

/** The statement before the partition of a day goes: it keeps the last executions of tests that have not run since. */
export function keepLast(partition: string): string {
  return `
    INSERT INTO significant_execution AS s
      (repository_id, ci_run_id, attempt, job, variant, test_case_id, repetition, at, outcome, duration_ms, reasons)
    SELECT DISTINCT ON (e.repository_id, e.test_case_id) e.repository_id, e.ci_run_id, e.attempt, e.job, e.variant, e.test_case_id, e.repetition,
      e.at, e.outcome, e.duration_ms, ARRAY['last']
    FROM "${partition}" e JOIN test_summary t ON t.repository_id = e.repository_id AND t.test_case_id = e.test_case_id AND t.last_at = e.at
    ORDER BY e.repository_id, e.test_case_id, e.attempt DESC, e.repetition DESC
    ON CONFLICT (repository_id, ci_run_id, attempt, job, variant, test_case_id, repetition) DO UPDATE SET reasons = s.reasons || excluded.reasons
      WHERE NOT 'last' = ANY (s.reasons)`
}

/** The significant executions of a test, newest first, at most `limit`. */
export async function listSignificant(
  database: Database,
  repositoryId: number,
  testCaseId: string,
  limit: number,
): Promise<readonly SignificantExecution[]> {
  const rows = await database.significantExecution.findMany({
    where: { repositoryId, testCaseId },
    orderBy: [{ at: 'desc' }, { ciRunId: 'desc' }, { attempt: 'desc' }, { repetition: 'desc' }],
    take: limit,
  })
  return rows.map(({ repositoryId: _, testCaseId: __, ciRunId, reasons, ...rest }) => ({
    ...{ ...rest, ciRunId: Number(ciRunId), reasons: reasons as Significance[] },
  }))
}
