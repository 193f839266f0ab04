import type { Database } from '../connection/database.ts'
import type { TestOutcome } from '../test-executions.ts'

export type ListedExecution = {
  readonly ciRunId: number
  readonly attempt: number
  readonly job: string
  readonly variant: string
  readonly repetition: number
  readonly at: Date
  readonly outcome: TestOutcome
  readonly durationMs: number | null
  readonly headSha: string | null
}

/** Names one execution of a test, in the order in which they are listed. */
export type ExecutionKey = readonly [at: string, ciRunId: number, attempt: number, job: string, variant: string, repetition: number]

type Row = Omit<ListedExecution, 'ciRunId'> & { readonly ciRunId: bigint }
const BEFORE_ALL: ExecutionKey = ['9999-12-31T00:00:00Z', 0, 0, '', '', 0]

/** A test's executions that are kept one by one, newest first; one more than `limit`. */
export async function listTestExecutions(
  database: Database,
  repositoryId: number,
  testCaseId: string,
  { limit, cursor = BEFORE_ALL }: { readonly limit: number; readonly cursor?: ExecutionKey | undefined },
): Promise<readonly ListedExecution[]> {
  const [at, ciRunId, attempt, job, variant, repetition] = cursor
  const rows = await database.$queryRaw<Row[]>`
    SELECT e.ci_run_id AS "ciRunId", e.attempt, e.job, e.variant, e.repetition, e.at, e.outcome, e.duration_ms AS "durationMs", r.head_sha AS "headSha"
    FROM (
      SELECT * FROM test_execution WHERE repository_id = ${repositoryId}::bigint AND test_case_id = ${testCaseId}::uuid AND at <= ${at}::timestamptz
        AND (at, ci_run_id, attempt, job, variant, repetition)
          < (${at}::timestamptz, ${ciRunId}::bigint, ${attempt}::int, ${job}, ${variant}, ${repetition}::int)
      ORDER BY at DESC, ci_run_id DESC, attempt DESC, job DESC, variant DESC, repetition DESC LIMIT ${limit + 1}::int
    ) e LEFT JOIN ci_run r ON r.repository_id = e.repository_id AND r.ci_run_id = e.ci_run_id AND r.attempt = e.attempt
    ORDER BY e.at DESC, e.ci_run_id DESC, e.attempt DESC, e.job DESC, e.variant DESC, e.repetition DESC`
  return rows.map((row) => ({ ...row, ciRunId: Number(row.ciRunId) }))
}

/** All of a test's executions that are kept, in numbers; times in milliseconds, null where none was measured. */
export type ExecutionTotals = { readonly total: number; readonly failed: number; readonly skipped: number; readonly meanMs: number | null }

export async function countTestExecutions(database: Database, repositoryId: number, testCaseId: string): Promise<ExecutionTotals> {
  const rows = await database.$queryRaw<{ total: bigint; failed: bigint; skipped: bigint; meanMs: number | null }[]>`
    SELECT count(*) AS total, count(*) FILTER (WHERE outcome IN ('failed', 'errored')) AS failed,
      count(*) FILTER (WHERE outcome = 'skipped') AS skipped, avg(duration_ms) FILTER (WHERE outcome <> 'skipped') AS "meanMs"
    FROM test_execution WHERE repository_id = ${repositoryId}::bigint AND test_case_id = ${testCaseId}::uuid`
  const [row] = rows
  return {
    total: Number(row?.total ?? 0),
    failed: Number(row?.failed ?? 0),
    skipped: Number(row?.skipped ?? 0),
    meanMs: row?.meanMs ?? null,
  }
}
