import type { Database } from '../connection/database.ts'
import type { Quarantine } from '../quarantines.ts'

export type QuarantinesAsked = {
  readonly limit: number
  /** `createdAt` and `id` of the last one seen. */
  readonly cursor?: readonly [string, string] | undefined
  /** Only those that hold now. */
  readonly onlyActive: boolean
}

/** A repository's quarantines, newest first; one more than `limit`. */
export async function listQuarantinePage(
  database: Database,
  repositoryId: number,
  { limit, cursor, onlyActive }: QuarantinesAsked,
  now: Date,
): Promise<readonly Quarantine[]> {
  const after = cursor ? [{ OR: [{ createdAt: { lt: cursor[0] } }, { createdAt: cursor[0], id: { lt: cursor[1] } }] }] : []
  const rows = await database.quarantine.findMany({
    where: { repositoryId, ...(onlyActive ? { liftedAt: null, expiresAt: { gt: now } } : {}), AND: after },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  return rows.map((row) => ({ ...row, repositoryId }))
}
