import type { Database } from './connection/database.ts'

/** One run of a test in CI that was not skipped. Runs with the same `tree`, `job` and `variant` had equal conditions. */
type StoredRun = {
  readonly testId: string
  readonly hasFailed: boolean
  readonly at: Date
  readonly headSha: string
  readonly tree: string
  readonly job: string
  readonly variant: string
}

/** The last runs of each of these tests, newest first, at most `limit` of each. */
export async function listStoredRuns(
  database: Database,
  repositoryId: number,
  testIds: readonly string[],
  limit: number,
): Promise<readonly StoredRun[]> {
  if (testIds.length === 0) return []
  return database.$queryRaw<StoredRun[]>`
    SELECT c.test_id AS "testId", e.outcome <> 'passed' AS "hasFailed", e.at, r.head_sha AS "headSha",
      coalesce(r.tested_tree, r.head_sha) AS tree, e.job, e.variant
    FROM test_case c CROSS JOIN LATERAL (
      SELECT * FROM test_execution x WHERE x.repository_id = c.repository_id AND x.test_case_id = c.test_case_id AND x.outcome <> 'skipped'
      ORDER BY x.at DESC, x.attempt DESC LIMIT ${limit}::int
    ) e JOIN ci_run r ON r.repository_id = c.repository_id AND r.ci_run_id = e.ci_run_id AND r.attempt = e.attempt
    WHERE c.repository_id = ${repositoryId}::bigint AND c.test_id = ANY (${testIds}::text[])
    ORDER BY 1, e.at DESC, e.attempt DESC`
}
