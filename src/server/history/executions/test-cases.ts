import { arrayText } from '../connection/array-text.ts'
import { Prisma } from '../generated/client.ts'
import { type TestCaseIdentity, testCaseId } from '../test-case-id.ts'

/**
 * The part `WITH …` of a statement that also stores the tests that `identities` name, by their ids, and when they were seen. What is
 * known already is written again once a day, so that a run of the same tests costs a look at each.
 */
export function withTestCases(repositoryId: number, at: Date, identities: ReadonlyMap<string, TestCaseIdentity>): Prisma.Sql {
  // In order of their ids, so that two workers that store the same tests never wait for each other
  const sorted = [...identities].sort(([a], [b]) => (a < b ? -1 : 1))
  const column = (of: (identity: TestCaseIdentity, id: string) => string | null) => arrayText(sorted.map(([id, one]) => of(one, id)))
  return Prisma.sql`WITH named AS (
      SELECT * FROM unnest(${column((_, id) => id)}::uuid[], ${column((t) => t.framework)}::text[], ${column((t) => t.testId)}::text[],
        ${column((t) => t.file)}::text[], ${column((t) => t.suite)}::text[], ${column((t) => t.name)}::text[],
        ${column((t) => t.parameters)}::text[]) AS t (test_case_id, framework, test_id, file, suite, name, parameters)),
    known AS (
      SELECT c.test_case_id, c.first_seen_at > ${at}::timestamptz OR c.last_seen_at + interval '1 day' <= ${at}::timestamptz AS is_old
      FROM test_case c WHERE c.repository_id = ${repositoryId}::bigint AND c.test_case_id IN (SELECT test_case_id FROM named)),
    added AS (
      INSERT INTO test_case AS c (repository_id, test_case_id, framework, test_id, file, suite, name, parameters, first_seen_at, last_seen_at)
      SELECT ${repositoryId}::bigint, test_case_id, framework, test_id, file, suite, name, parameters, ${at}::timestamptz, ${at}::timestamptz
      FROM named WHERE test_case_id NOT IN (SELECT test_case_id FROM known) ORDER BY test_case_id
      ON CONFLICT (repository_id, test_case_id) DO UPDATE SET first_seen_at = least(c.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(c.last_seen_at, excluded.last_seen_at)),
    held AS (
      SELECT test_case_id FROM test_case WHERE repository_id = ${repositoryId}::bigint
        AND test_case_id IN (SELECT test_case_id FROM known WHERE is_old) ORDER BY test_case_id FOR NO KEY UPDATE),
    renewed AS (
      UPDATE test_case c SET first_seen_at = least(c.first_seen_at, ${at}::timestamptz), last_seen_at = greatest(c.last_seen_at, ${at}::timestamptz)
      FROM held WHERE c.repository_id = ${repositoryId}::bigint AND c.test_case_id = held.test_case_id)`
}

/** Each thing that names a test with the id of that test, and these tests by their ids. */
export function byTestCase<One extends { readonly test: TestCaseIdentity }>(
  all: readonly One[],
): { readonly rows: readonly (readonly [string, One])[]; readonly identities: ReadonlyMap<string, TestCaseIdentity> } {
  const rows = all.map((one) => [testCaseId(one.test), one] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return { rows, identities: new Map(rows.map(([id, { test }]) => [id, test])) }
}
