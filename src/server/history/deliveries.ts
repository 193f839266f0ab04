import type { Database } from './connection/database.ts'
import { Prisma } from './generated/client.ts'

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

/** `outcome`: its result where nothing is left to do about it, else null. */
export type NewDelivery = Delivery & { readonly outcome: string | null }

/** Stores deliveries in one statement; returns the ids of those that were not there already. */
export async function recordDeliveries(database: Database, deliveries: readonly NewDelivery[], now: Date): Promise<ReadonlySet<string>> {
  if (deliveries.length === 0) return new Set()
  const rows = deliveries.map(
    ({ id, event, action, installationId, repositoryId, payload, outcome }) =>
      Prisma.sql`(${id}, ${event}, ${action}, ${installationId}::bigint, ${repositoryId}::bigint, ${payload}, ${outcome},
        ${outcome === null ? null : now}::timestamptz)`,
  )
  const stored = await database.$queryRaw<{ id: string }[]>`
    INSERT INTO delivery (id, event, action, installation_id, repository_id, payload, outcome, processed_at)
    VALUES ${Prisma.join(rows)} ON CONFLICT (id) DO NOTHING RETURNING id`
  return new Set(stored.map(({ id }) => id))
}

export async function findDelivery(database: Database, id: string): Promise<(Delivery & { readonly processedAt: Date | null }) | null> {
  const row = await database.delivery.findUnique({ where: { id } })
  if (!row) return null
  const { event, action, payload, processedAt } = row
  return { id, event, action, payload, processedAt, installationId: toNumber(row.installationId), repositoryId: toNumber(row.repositoryId) }
}

/** How large the payloads of these deliveries are together. */
export async function payloadBytes(database: Database, ids: readonly string[]): Promise<number> {
  const [row] = await database.$queryRaw<{ bytes: bigint | null }[]>`
    SELECT sum(octet_length(payload)) AS bytes FROM delivery WHERE id = ANY (${[...ids]})`
  return Number(row?.bytes ?? 0)
}

/** Those of `ids` that are not done, locked: whoever else would work on them waits for the end of the transaction, and finds them done. */
export async function lockOpenDeliveries(database: Database, ids: readonly string[]): Promise<readonly Delivery[]> {
  const rows = await database.$queryRaw<
    { id: string; event: string; action: string | null; payload: string; installation: bigint | null; repository: bigint | null }[]
  >`SELECT id, event, action, payload, installation_id AS installation, repository_id AS repository
    FROM delivery WHERE id = ANY (${[...ids]}) AND processed_at IS NULL ORDER BY repository_id, id FOR UPDATE`
  return rows.map(({ installation, repository, ...row }) => ({
    ...row,
    installationId: toNumber(installation),
    repositoryId: toNumber(repository),
  }))
}

/** Marks deliveries as done in one statement; `outcome` is a short result. */
export async function finishDeliveries(
  database: Database,
  done: readonly { readonly id: string; readonly outcome: string }[],
  now: Date,
): Promise<void> {
  if (done.length === 0) return
  const rows = done.map(({ id, outcome }) => Prisma.sql`(${id}, ${outcome})`)
  await database.$executeRaw`UPDATE delivery SET processed_at = ${now}, outcome = done.outcome
    FROM (VALUES ${Prisma.join(rows)}) AS done (id, outcome) WHERE delivery.id = done.id AND processed_at IS NULL`
}

/** Marks one delivery as done, where it was not. */
export function finishDelivery(database: Database, id: string, outcome: string, now: Date): Promise<void> {
  return finishDeliveries(database, [{ id, outcome }], now)
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
