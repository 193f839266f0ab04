import type { FlakyFinding } from '../../../protocol/hunt-report.ts'
import type { Database } from '../connection/database.ts'

export type ListedFlakyTest = { readonly testId: string; readonly headSha: string; readonly at: Date; readonly finding: FlakyFinding }

/** The newest finding on each test that a hunt found flaky, in order of the tests' ids; one more than `limit`. `cursor`: the last id seen. */
export async function listFlakyTests(
  database: Database,
  repositoryId: number,
  { limit, cursor = '' }: { readonly limit: number; readonly cursor?: string | undefined },
): Promise<readonly ListedFlakyTest[]> {
  return database.$queryRaw<ListedFlakyTest[]>`
    SELECT DISTINCT ON (test_id) test_id AS "testId", head_sha AS "headSha", at, finding FROM flaky_finding
    WHERE repository_id = ${repositoryId}::bigint AND test_id > ${cursor} ORDER BY test_id, at DESC LIMIT ${limit + 1}::int`
}

/** When the default branch was last searched for flaky tests to the end. */
export async function lastHuntAt(database: Database, repositoryId: number): Promise<Date | null> {
  const row = await database.hunt.findFirst({ where: { repositoryId, state: 'done' }, orderBy: { createdAt: 'desc' } })
  return row?.finishedAt ?? null
}
