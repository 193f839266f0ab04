import { cleanTexts } from '../../model/clean-text.ts'
import type { FailureSignature, SignatureFields } from '../../model/failure/failure-signature.ts'
import type { FailureType } from '../../model/failure/failure-type.ts'
import { arrayText } from './connection/array-text.ts'
import type { Database } from './connection/database.ts'
import { byTestCase, withTestCases } from './executions/test-cases.ts'
import type { TestFailureModel } from './generated/models/TestFailure.ts'
import type { TestCaseIdentity } from './test-case-id.ts'
import type { ExecutedRun } from './test-executions.ts'

export type ObservedFailure = {
  readonly test: TestCaseIdentity
  readonly job: string
  readonly variant: string
  readonly repetition: number
  readonly failureType: FailureType
  readonly message: string
  readonly stack: string
  readonly line: number | null
  readonly signature: FailureSignature
}

export type StoredFailure = Omit<ObservedFailure, 'test'> & {
  readonly id: string
  readonly test: TestCaseIdentity & { readonly id: string }
  readonly ciRunId: number
  readonly attempt: number
  readonly healingId: string | null
  readonly generation: number | null
  readonly verdict: unknown
  readonly at: Date
}

/** Stores the failures of a run that is stored already; one that is stored already is left as it is. Returns how many were new. */
export async function saveFailures(database: Database, run: ExecutedRun, failures: readonly ObservedFailure[]): Promise<number> {
  if (failures.length === 0) return 0
  let saved = 0
  for (let from = 0; from < failures.length; from += BATCH) saved += await insertFailures(database, run, failures.slice(from, from + BATCH))
  return saved
}

const BATCH = 1_000 // rows with messages of up to ten thousand characters

function insertFailures(database: Database, run: ExecutedRun, batch: readonly ObservedFailure[]): Promise<number> {
  const { rows, identities } = byTestCase(batch)
  const column = (of: (failure: ObservedFailure, id: string) => string | number | null) => arrayText(rows.map(([id, one]) => of(one, id)))
  const fields = column(({ signature }) => JSON.stringify(cleanTexts(signature.fields))) // in JSON's own escapes nobody finds a NUL later
  return database.$executeRaw`${withTestCases(run.repositoryId, run.at, identities)}
    INSERT INTO test_failure (repository_id, test_failure_id, ci_run_id, attempt, job, variant, test_case_id, repetition, failure_type, message,
      stack, line, signature_version, loose_signature, strict_signature, signature_fields, at)
    SELECT ${run.repositoryId}::bigint, gen_random_uuid(), ${run.ciRunId}::bigint, ${run.attempt}::int, job, variant, test_case_id, repetition,
      failure_type, message, stack, line, version, loose, strict, fields::jsonb, ${run.at}::timestamptz
    FROM unnest(${column((_, id) => id)}::uuid[], ${column((f) => f.job)}::text[], ${column((f) => f.variant)}::text[],
      ${column((f) => f.repetition)}::int[], ${column((f) => f.failureType)}::text[], ${column((f) => f.message)}::text[],
      ${column((f) => f.stack)}::text[], ${column((f) => f.line)}::int[], ${column((f) => f.signature.version)}::int[],
      ${column((f) => f.signature.loose)}::text[], ${column((f) => f.signature.strict)}::text[], ${fields}::text[])
      AS f (test_case_id, job, variant, repetition, failure_type, message, stack, line, version, loose, strict, fields)
    ON CONFLICT DO NOTHING`
}

/** Hands the failures of a run's attempt that belong to no healing yet to a generation of this one. Returns how many joined. */
export async function joinFailures(
  database: Database,
  run: Omit<ExecutedRun, 'at'>,
  healingId: string,
  generation: number,
): Promise<number> {
  const { count } = await database.testFailure.updateMany({ where: { ...run, healingId: null }, data: { healingId, generation } })
  return count
}

/** All failures of a healing, of every generation, in order of their test's id. */
export async function listFailuresOfHealing(
  database: Database,
  repositoryId: number,
  healingId: string,
): Promise<readonly StoredFailure[]> {
  const rows = await database.testFailure.findMany({ where: { repositoryId, healingId }, include: { testCase: true } })
  return rows.map((row) => toFailure(row, row.testCase)).sort((a, b) => (a.test.testId < b.test.testId ? -1 : 1))
}

/** The failures of all attempts of a run, in order of their test's id. */
export async function listFailuresOfRun(database: Database, repositoryId: number, ciRunId: number): Promise<readonly StoredFailure[]> {
  const rows = await database.testFailure.findMany({ where: { repositoryId, ciRunId }, include: { testCase: true } })
  return rows.map((row) => toFailure(row, row.testCase)).sort((a, b) => (a.test.testId < b.test.testId ? -1 : 1))
}

export type FailureVerdict = { readonly id: string; readonly verdict: object }

/** Stores what was said of failures. */
export async function setVerdicts(database: Database, repositoryId: number, verdicts: readonly FailureVerdict[]): Promise<void> {
  for (let from = 0; from < verdicts.length; from += BATCH) {
    const batch = verdicts.slice(from, from + BATCH)
    const ids = batch.map(({ id }) => id)
    const texts = batch.map(({ verdict }) => JSON.stringify(cleanTexts(verdict))) // in JSON's own escapes nobody finds a NUL later
    await database.$executeRaw`
      UPDATE test_failure f SET verdict = v.verdict::jsonb FROM unnest(${ids}::uuid[], ${texts}::text[]) AS v (id, verdict)
      WHERE f.repository_id = ${repositoryId}::bigint AND f.test_failure_id = v.id`
  }
}

/** How many dispatched healings each of these strict signatures had, where any: there are at most two per failure signature. */
export async function countHealingsOfSignatures(
  database: Database,
  repositoryId: number,
  strictSignatures: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await database.$queryRaw<{ signature: string; n: bigint }[]>`
    SELECT f.strict_signature AS signature, count(DISTINCT h.healing_id) AS n
    FROM test_failure f JOIN healing h USING (repository_id, healing_id)
    WHERE f.repository_id = ${repositoryId}::bigint AND f.strict_signature = ANY (${strictSignatures}::text[])
      AND h.dispatched_at IS NOT NULL GROUP BY 1`
  return new Map(rows.map(({ signature, n }) => [signature, Number(n)]))
}

function toFailure(row: TestFailureModel, test: TestCaseIdentity & { readonly id: string }): StoredFailure {
  const { id, attempt, job, variant, repetition, message, stack, line, healingId, generation, verdict, at } = row
  const { framework, testId, file, suite, name, parameters } = test
  return {
    id,
    test: { id: test.id, framework, testId, file, suite, name, parameters },
    ciRunId: Number(row.ciRunId),
    attempt,
    job,
    variant,
    repetition,
    failureType: row.failureType as FailureType,
    message,
    stack,
    line,
    signature: {
      version: row.signatureVersion,
      loose: row.looseSignature,
      strict: row.strictSignature,
      fields: row.signatureFields as SignatureFields,
    },
    healingId,
    generation,
    verdict,
    at,
  }
}
