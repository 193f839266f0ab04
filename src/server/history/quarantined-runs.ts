import type { Database } from './connection/database.ts'

/** One attempt of a run in which a test ran: whether it failed in any of its jobs. */
export type RunOfTest = {
  readonly testId: string
  readonly ciRunId: number
  readonly attempt: number
  readonly at: Date
  readonly hasFailed: boolean
}

type Found = { readonly testId: string; readonly run: bigint; readonly attempt: number; readonly at: Date; readonly failed: boolean }

/**
 * The runs of tests from `since` until `before`, oldest first. Where only logs tell, which name failing tests alone, a green job counts as a pass
 * of each test that has failed in a job of this name.
 */
export async function listRunsOfTests(
  database: Database,
  repositoryId: number,
  testIds: readonly string[],
  { since, before }: { readonly since: Date; readonly before: Date },
): Promise<readonly RunOfTest[]> {
  const rows = await database.$queryRaw<Found[]>`
    SELECT c.test_id AS "testId", e.ci_run_id AS run, e.attempt, e.at, e.outcome <> 'passed' AS failed
    FROM test_case c JOIN test_execution e USING (repository_id, test_case_id)
    WHERE c.repository_id = ${repositoryId}::bigint AND c.test_id = ANY (${[...testIds]}::text[]) AND e.outcome <> 'skipped'
      AND e.at >= ${since}::timestamptz AND e.at < ${before}::timestamptz
    UNION ALL
    SELECT f.test_id, j.ci_run_id, j.attempt, r.started_at, false
    FROM (SELECT DISTINCT c.test_id, t.job FROM test_case c JOIN test_failure t USING (repository_id, test_case_id)
      WHERE c.repository_id = ${repositoryId}::bigint AND c.test_id = ANY (${[...testIds]}::text[]) AND t.job <> '') f
    JOIN job j ON j.repository_id = ${repositoryId}::bigint AND j.name = f.job AND j.conclusion = 'success'
    JOIN ci_run r ON r.repository_id = j.repository_id AND r.ci_run_id = j.ci_run_id AND r.attempt = j.attempt
    WHERE r.started_at >= ${since}::timestamptz AND r.started_at < ${before}::timestamptz`
  const runs = Map.groupBy(rows, ({ testId, run, attempt }) => JSON.stringify([testId, String(run), attempt]))
  return [...runs.values()]
    .flatMap(([first, ...more]) =>
      first
        ? [
            {
              testId: first.testId,
              ciRunId: Number(first.run),
              attempt: first.attempt,
              at: first.at,
              hasFailed: [first, ...more].some(({ failed }) => failed),
            },
          ]
        : [],
    )
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.ciRunId - b.ciRunId || a.attempt - b.attempt)
}

export type FailureOnBranch = {
  readonly testId: string
  readonly strictSignature: string
  readonly looseSignature: string
  readonly ciRunId: number
  readonly attempt: number
}

/** How tests have failed on a branch of the repository itself since `since`. */
export async function listFailuresOnBranch(
  database: Database,
  repositoryId: number,
  { branch, testIds, since }: { readonly branch: string; readonly testIds: readonly string[]; readonly since: Date },
): Promise<readonly FailureOnBranch[]> {
  const rows = await database.testFailure.findMany({
    where: {
      ...{ repositoryId, at: { gte: since }, testCase: { testId: { in: [...testIds] } } },
      ciRun: { headBranch: branch, headRepositoryId: repositoryId },
    },
    include: { testCase: { select: { testId: true } } },
  })
  return rows.map(({ testCase: { testId }, strictSignature, looseSignature, ciRunId, attempt }) => ({
    ...{ testId, strictSignature, looseSignature, ciRunId: Number(ciRunId), attempt },
  }))
}

/** Which of these tests a report has shown to pass on a branch of the repository itself. */
export async function findPassedOnBranch(
  database: Database,
  repositoryId: number,
  branch: string,
  testIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT c.test_id AS id FROM test_case c JOIN test_execution e USING (repository_id, test_case_id)
    JOIN ci_run r ON r.repository_id = e.repository_id AND r.ci_run_id = e.ci_run_id AND r.attempt = e.attempt
    WHERE c.repository_id = ${repositoryId}::bigint AND c.test_id = ANY (${[...testIds]}::text[]) AND e.outcome = 'passed'
      AND r.head_branch = ${branch} AND r.head_repository_id = ${repositoryId}::bigint`
  return new Set(rows.map(({ id }) => id))
}

/** How many tests the largest of a branch's last runs has, by its reports. */
export async function countSuite(database: Database, repositoryId: number, branch: string): Promise<number> {
  const rows = await database.$queryRaw<{ n: bigint | null }[]>`
    SELECT max(n) AS n FROM (
      SELECT count(DISTINCT e.test_case_id) AS n FROM (
        SELECT ci_run_id, attempt FROM ci_run WHERE repository_id = ${repositoryId}::bigint AND head_branch = ${branch}
          AND head_repository_id = ${repositoryId}::bigint ORDER BY started_at DESC LIMIT 10) r
      JOIN test_execution e ON e.repository_id = ${repositoryId}::bigint AND e.ci_run_id = r.ci_run_id AND e.attempt = r.attempt
      GROUP BY r.ci_run_id, r.attempt) counted`
  return Number(rows[0]?.n ?? 0)
}
