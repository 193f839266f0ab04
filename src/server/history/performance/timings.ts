import type { Timing } from '../../../engine/history/normalise.ts'
import type { Database } from '../connection/database.ts'

/** Runs of one branch of one repository, which is `headRepositoryId`'s; `most`: the newest attempts. */
export type BranchRuns = {
  readonly repositoryId: number
  readonly headRepositoryId: number
  readonly branch: string
  readonly most: number
}

/** How long tests took in the newest runs of a branch, where they passed; oldest first. `test` is the id of a test case. */
export async function listTimings(database: Database, runs: BranchRuns, testCaseIds: readonly string[]): Promise<readonly Timing[]> {
  if (testCaseIds.length === 0) return []
  const rows = await database.$queryRaw<(Omit<Timing, 'at'> & { readonly at: Date })[]>`
    WITH newest AS (
      SELECT repository_id, ci_run_id, attempt, head_sha, started_at FROM ci_run
      WHERE repository_id = ${runs.repositoryId}::bigint AND head_branch = ${runs.branch}
        AND head_repository_id = ${runs.headRepositoryId}::bigint AND ingested_at IS NOT NULL
      ORDER BY started_at DESC, ci_run_id DESC, attempt DESC LIMIT ${runs.most}::int)
    SELECT e.test_case_id::text AS test, e.at, r.ci_run_id || '/' || r.attempt AS run, r.head_sha AS commit,
      e.job || ' ' || e.variant AS place, e.duration_ms AS "durationMs"
    FROM newest r JOIN test_execution e ON e.repository_id = r.repository_id AND e.ci_run_id = r.ci_run_id AND e.attempt = r.attempt
      AND e.at = r.started_at
    WHERE e.test_case_id = ANY (${testCaseIds}::uuid[]) AND e.outcome = 'passed' AND e.duration_ms IS NOT NULL
    ORDER BY e.at, e.ci_run_id, e.attempt, 1, e.job, e.variant, e.repetition`
  return rows.map(({ at, ...timing }) => ({ ...timing, at: at.getTime() }))
}

const LEAST_MS = 5 // frameworks tell whole milliseconds, of which one is a fifth here

/** Tests by which the speed of a machine is measured: those that run most often, and long enough to be measured. */
export async function listReferenceTests(database: Database, repositoryId: number, most: number): Promise<readonly string[]> {
  const rows = await database.testSummary.findMany({
    where: { repositoryId, durationP50Ms: { gte: LEAST_MS } },
    orderBy: [{ executions: 'desc' }, { testCaseId: 'asc' }],
    take: most,
    select: { testCaseId: true },
  })
  return rows.map(({ testCaseId }) => testCaseId)
}

/**
 * Tests that may be slower than usual: the median of one of their last two days is `times` that of the last 30 days and at least 20 ms more;
 * the slowest first. Machines are not considered.
 */
export async function listPerhapsSlower(database: Database, repositoryId: number, times: number, most: number): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT s.test_case_id::text AS id FROM test_summary s CROSS JOIN LATERAL (
      SELECT max(l.duration_p50_ms) AS ms FROM (SELECT duration_p50_ms FROM test_period p WHERE p.repository_id = s.repository_id
        AND p.test_case_id = s.test_case_id AND p.duration_count > 0 ORDER BY p.period_start DESC LIMIT 2) l) last
    CROSS JOIN LATERAL (
      SELECT percentile_cont(0.25) WITHIN GROUP (ORDER BY p.duration_p50_ms) AS ms FROM test_period p
      WHERE p.repository_id = s.repository_id AND p.test_case_id = s.test_case_id AND p.duration_count > 0) usual
    WHERE s.repository_id = ${repositoryId}::bigint AND last.ms >= usual.ms * ${times}::float8 AND last.ms - usual.ms >= 20
    ORDER BY last.ms / greatest(usual.ms, 1) DESC, 1 LIMIT ${most}::int`
  return rows.map(({ id }) => id)
}

/** Of the tests of a commit's runs: those that may be slower than usual, and how many took a time at all. */
export async function listSlowerInCommit(
  database: Database,
  repositoryId: number,
  headSha: string,
  times: number,
  most: number,
): Promise<{
  readonly tests: number
  readonly slower: readonly { readonly id: string; readonly testId: string; readonly file: string | null }[]
}> {
  const rows = await database.$queryRaw<{ id: string; testId: string; file: string | null; tests: number }[]>`
    WITH ran AS (
      SELECT e.test_case_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY e.duration_ms) AS ms FROM ci_run r
      JOIN test_execution e ON e.repository_id = r.repository_id AND e.ci_run_id = r.ci_run_id AND e.attempt = r.attempt AND e.at = r.started_at
      WHERE r.repository_id = ${repositoryId}::bigint AND r.head_sha = ${headSha} AND e.outcome = 'passed' AND e.duration_ms IS NOT NULL
      GROUP BY 1)
    SELECT c.test_case_id::text AS id, c.test_id AS "testId", c.file, (SELECT count(*)::int FROM ran) AS tests
    FROM ran JOIN test_summary s ON s.repository_id = ${repositoryId}::bigint AND s.test_case_id = ran.test_case_id
    JOIN test_case c ON c.repository_id = s.repository_id AND c.test_case_id = s.test_case_id
    WHERE ran.ms >= s.duration_p50_ms * ${times}::float8 AND ran.ms - s.duration_p50_ms >= 20
    ORDER BY ran.ms / greatest(s.duration_p50_ms, 1) DESC, 1 LIMIT ${most}::int`
  return { tests: rows[0]?.tests ?? 0, slower: rows.map(({ tests: _, ...one }) => one) }
}
