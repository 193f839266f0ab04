import type { Database } from './connection/database.ts'

export type Delivery = {
  /** The X-GitHub-Delivery id; a redelivery has that of the first. */
  readonly id: string
  readonly event: string
  readonly action: string | null
  readonly installationId: number | null
  readonly repositoryId: number | null
  /** The body as received. */
  readonly payload: string
}

/** Stores a delivery; false where its id was there already. */
export async function recordDelivery(database: Database, delivery: Delivery): Promise<boolean> {
  const { id, event, action, installationId, repositoryId, payload } = delivery
  const inserted = await database.$executeRaw`
    INSERT INTO delivery (id, event, action, installation_id, repository_id, payload)
    VALUES (${id}, ${event}, ${action}, ${installationId}::bigint, ${repositoryId}::bigint, ${payload})
    ON CONFLICT (id) DO NOTHING`
  return inserted === 1
}

export async function findDelivery(database: Database, id: string): Promise<(Delivery & { readonly processedAt: Date | null }) | null> {
  const row = await database.delivery.findUnique({ where: { id } })
  if (!row) return null
  const { event, action, payload, processedAt } = row
  return { id, event, action, payload, processedAt, installationId: toNumber(row.installationId), repositoryId: toNumber(row.repositoryId) }
}

/** Marks a delivery as processed; `outcome` is a short result. */
export async function finishDelivery(database: Database, id: string, outcome: string, now: Date): Promise<void> {
  await database.delivery.updateMany({ where: { id }, data: { processedAt: now, outcome } })
}

/** Makes a delivery one that was not processed yet; false where it is gone. */
export async function reopenDelivery(database: Database, id: string): Promise<boolean> {
  const { count } = await database.delivery.updateMany({ where: { id }, data: { processedAt: null, outcome: null } })
  return count === 1
}

/** Deliveries received from `since` to `before` that were not processed, oldest first. */
export function listOpenDeliveries(
  database: Database,
  since: Date,
  before: Date,
  limit: number,
): Promise<readonly { id: string; receivedAt: Date }[]> {
  const where = { processedAt: null, receivedAt: { gte: since, lt: before } }
  return database.delivery.findMany({ where, select: { id: true, receivedAt: true }, orderBy: { receivedAt: 'asc' }, take: limit })
}

/** Those of `ids` that were stored: what GitHub sent besides was missed. */
export async function knownDeliveries(database: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database.delivery.findMany({ where: { id: { in: [...ids] } }, select: { id: true } })
  return new Set(rows.map(({ id }) => id))
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}
