import type { Database } from '../connection/database.ts'
import type { TestCaseIdentity } from '../test-case-id.ts'

export type ListedTest = TestCaseIdentity & { readonly id: string; readonly firstSeenAt: Date; readonly lastSeenAt: Date }

export type TestsAsked = {
  readonly limit: number
  /** The `testId` and `id` of the last one seen. */
  readonly cursor?: readonly [string, string] | undefined
  readonly testId?: string | undefined
  readonly file?: string | undefined
}

/** A repository's tests in order of their ids; one more than `limit`. */
export async function listTests(database: Database, repositoryId: number, asked: TestsAsked): Promise<readonly ListedTest[]> {
  const { limit, cursor, testId, file } = asked
  const after = cursor ? [{ OR: [{ testId: { gt: cursor[0] } }, { testId: cursor[0], id: { gt: cursor[1] } }] }] : []
  const rows = await database.testCase.findMany({
    where: { repositoryId, ...(testId === undefined ? {} : { testId }), ...(file === undefined ? {} : { file }), AND: after },
    orderBy: [{ testId: 'asc' }, { id: 'asc' }],
    take: limit + 1,
  })
  return rows.map(({ repositoryId: _, ...row }) => row)
}

export async function findTestCase(database: Database, repositoryId: number, id: string): Promise<ListedTest | null> {
  const row = await database.testCase.findUnique({ where: { repositoryId_id: { repositoryId, id } } })
  if (!row) return null
  const { repositoryId: _, ...test } = row
  return test
}
