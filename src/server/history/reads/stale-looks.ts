import type { StaleAnswer } from '../../../protocol/stale-answer.ts'
import type { Database } from '../connection/database.ts'

export type StaleLooksAsked = {
  readonly limit: number
  /** `createdAt` and `id` of the last one seen. */
  readonly cursor?: readonly [string, string] | undefined
}

/** A look that came to its end. */
export type ListedStaleLook = {
  readonly id: string
  readonly pullNumber: number
  readonly headSha: string
  readonly createdAt: Date
  readonly answer: StaleAnswer
}

/** The looks at green pull requests that came to their end, newest first; one more than `limit`. */
export async function listStaleLooks(
  database: Database,
  repositoryId: number,
  { limit, cursor }: StaleLooksAsked,
): Promise<readonly ListedStaleLook[]> {
  const after = cursor ? [{ OR: [{ createdAt: { lt: cursor[0] } }, { createdAt: cursor[0], id: { lt: cursor[1] } }] }] : []
  const rows = await database.staleLook.findMany({
    where: { repositoryId, state: 'done', AND: after },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  return rows.map(({ id, pullNumber, headSha, createdAt, answer }) => ({
    id,
    pullNumber,
    headSha,
    createdAt,
    answer: answer as StaleAnswer,
  }))
}
