import { arrayText } from './connection/array-text.ts'
import type { Database } from './connection/database.ts'
import { byTestCase, withTestCases } from './executions/test-cases.ts'
import type { TestCaseIdentity } from './test-case-id.ts'

export type TestOutcome = 'passed' | 'failed' | 'errored' | 'skipped'

/** One outcome of one test. `job` is the job's name, '' if the report does not say; `repetition` counts from 0 within a job. */
export type TestExecution = {
  readonly test: TestCaseIdentity
  readonly job: string
  readonly variant: string
  readonly repetition: number
  readonly outcome: TestOutcome
  readonly durationMs: number | null
  readonly source: 'log' | 'report' | 'annotation'
}

/** The run whose executions these are; `at` is when it started, and picks the day of the partition. */
export type ExecutedRun = { readonly repositoryId: number; readonly ciRunId: number; readonly attempt: number; readonly at: Date }

const BATCH = 10_000 // of one statement: with these texts 4 MB

/** Stores executions and the test cases that they name; those stored already are left as they are. Returns how many were new. */
export async function saveExecutions(database: Database, run: ExecutedRun, executions: readonly TestExecution[]): Promise<number> {
  let saved = 0
  for (let from = 0; from < executions.length; from += BATCH)
    saved += await insertExecutions(database, run, executions.slice(from, from + BATCH))
  return saved
}

/** One statement, in the order of the primary key: its index grows at one place then. */
function insertExecutions(database: Database, run: ExecutedRun, batch: readonly TestExecution[]): Promise<number> {
  const { rows, identities } = byTestCase(batch)
  const column = (of: (execution: TestExecution, id: string) => string | number | null) => arrayText(rows.map(([id, one]) => of(one, id)))
  return database.$executeRaw`${withTestCases(run.repositoryId, run.at, identities)}
    INSERT INTO test_execution (repository_id, ci_run_id, attempt, job, variant, test_case_id, repetition, at, outcome, duration_ms, source)
    SELECT ${run.repositoryId}::bigint, ${run.ciRunId}::bigint, ${run.attempt}::int, job, variant, test_case_id, repetition,
      ${run.at}::timestamptz, outcome, duration_ms, source
    FROM unnest(${column((e) => e.job)}::text[], ${column((e) => e.variant)}::text[], ${column((_, id) => id)}::uuid[],
      ${column((e) => e.repetition)}::int[], ${column((e) => e.outcome)}::text[], ${column((e) => e.durationMs)}::float8[],
      ${column((e) => e.source)}::text[]) AS e (job, variant, test_case_id, repetition, outcome, duration_ms, source)
    ON CONFLICT DO NOTHING`
}

export type StoredExecution = { readonly ciRunId: number; readonly attempt: number; readonly outcome: TestOutcome; readonly at: Date }

/** A test's last `limit` outcomes, newest first. */
export async function listExecutions(
  database: Database,
  repositoryId: number,
  testCase: string,
  limit: number,
): Promise<readonly StoredExecution[]> {
  const rows = await database.testExecution.findMany({
    where: { repositoryId, testCaseId: testCase },
    orderBy: [{ at: 'desc' }, { attempt: 'desc' }],
    take: limit,
  })
  return rows.map(({ ciRunId, attempt, outcome, at }) => ({ ciRunId: Number(ciRunId), attempt, outcome: outcome as TestOutcome, at }))
}

/** How a test ended in the CI runs of a healing: it `failed` where it failed in any leg or repetition. Skipped ones are not among them. */
export type CiOutcome = Pick<TestCaseIdentity, 'testId' | 'suite' | 'name'> & {
  readonly file: string
  readonly outcome: 'passed' | 'failed'
}

/** The outcomes of all tests whose file is known, in the runs whose failures a healing holds; at most `limit`, by file. */
export async function listOutcomesOfHealing(
  database: Database,
  { repositoryId, id }: { readonly repositoryId: number; readonly id: string },
  limit: number,
): Promise<readonly CiOutcome[]> {
  const rows = await database.$queryRaw<(Omit<CiOutcome, 'outcome'> & { readonly failed: boolean })[]>`
    SELECT c.file, c.test_id AS "testId", c.suite, c.name, bool_or(e.outcome <> 'passed') AS failed
    FROM (SELECT DISTINCT ci_run_id, attempt FROM test_failure WHERE repository_id = ${repositoryId}::bigint AND healing_id = ${id}::uuid) r
    JOIN test_execution e ON e.repository_id = ${repositoryId}::bigint AND e.ci_run_id = r.ci_run_id AND e.attempt = r.attempt
    JOIN test_case c ON c.repository_id = e.repository_id AND c.test_case_id = e.test_case_id
    WHERE e.outcome <> 'skipped' AND c.file IS NOT NULL
    GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4 LIMIT ${limit}::int`
  return rows.map(({ failed, ...rest }) => ({ ...rest, outcome: failed ? 'failed' : 'passed' }))
}

/** Tests that passed in a later attempt of the same job and variant of a run, after they had failed in it: the free proof of a flake. */
export async function findPassedLater(database: Database, run: Omit<ExecutedRun, 'at'>): Promise<readonly string[]> {
  const { repositoryId, ciRunId, attempt } = run
  const rows = await database.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT f.test_case_id AS id FROM test_execution f JOIN test_execution p USING (repository_id, ci_run_id, job, variant, test_case_id)
    WHERE f.repository_id = ${repositoryId}::bigint AND f.ci_run_id = ${ciRunId}::bigint AND f.attempt = ${attempt}::int
      AND f.outcome IN ('failed', 'errored') AND p.attempt > f.attempt AND p.outcome = 'passed' ORDER BY 1`
  return rows.map(({ id }) => id)
}
