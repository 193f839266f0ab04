import type { Database } from './connection/database.ts'

const MINUTES = 60_000
const AROUND_MS = 60 * MINUTES // a run starts within seconds of its push; queues and clocks may add to that

/**
 * What the branch was at before a push: the `before` of the stored delivery whose `after` is this commit, received about the time
 * when the push's run started. `null` where it is not known, or where the push made the branch.
 */
export async function findPushedBefore(database: Database, repositoryId: number, after: string, startedAt: Date): Promise<string | null> {
  const [from, to] = [new Date(startedAt.getTime() - AROUND_MS), new Date(startedAt.getTime() + AROUND_MS)]
  const where = { event: 'push', repositoryId, receivedAt: { gte: from, lte: to }, payload: { contains: `"after":"${after}"` } }
  const row = await database.delivery.findFirst({ where, orderBy: { receivedAt: 'desc' }, select: { payload: true } })
  const before = row ? (JSON.parse(row.payload) as { before?: unknown }).before : null
  return typeof before === 'string' && !/^0*$/.test(before) ? before : null
}
