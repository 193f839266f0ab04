import { randomUUID } from 'node:crypto'
import { concerns, type FailureOfTest } from '../../model/failure/decided-failure.ts'
import type { Database } from './connection/database.ts'

/** A decision with reason, owner and expiry: this failure of this test does not count. `anyValue`: whatever the compared values are. */
export type Quarantine = {
  readonly repositoryId: number
  readonly id: string
  readonly testId: string
  readonly framework: string
  readonly signatureVersion: number
  readonly strictSignature: string
  readonly looseSignature: string
  readonly anyValue: boolean
  readonly owner: string
  readonly reason: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly liftedAt: Date | null
  readonly liftedBy: string | null
  /** Why it ended before its expiry. */
  readonly endedAs: string | null
  /** A link, or `#12`. */
  readonly issue: string | null
  /** Where it was given. */
  readonly pullNumber: number | null
  readonly renewals: number
  /** Given by Suture itself, as the settings allow. */
  readonly automatic: boolean
}

type Optional = 'issue' | 'pullNumber' | 'renewals' | 'automatic'
export type NewQuarantine = Omit<Quarantine, 'id' | 'liftedAt' | 'liftedBy' | 'endedAs' | Optional> & Partial<Pick<Quarantine, Optional>>

/** Stores a quarantine; an active one of the same test and signature is lifted, so that only one is active. */
export async function giveQuarantine(database: Database, wanted: NewQuarantine): Promise<Quarantine> {
  const { repositoryId, testId, strictSignature, createdAt, createdBy } = wanted
  const where = { repositoryId, testId, strictSignature, liftedAt: null }
  await database.quarantine.updateMany({ where, data: { liftedAt: createdAt, liftedBy: createdBy, endedAs: 'replaced' } })
  const row = await database.quarantine.create({ data: { id: randomUUID(), ...wanted } })
  return { ...row, repositoryId }
}

/** Lifts all active quarantines of a test and returns them as they were. */
export async function liftQuarantines(
  database: Database,
  repositoryId: number,
  testId: string,
  by: string,
  now: Date,
): Promise<readonly Quarantine[]> {
  const active = (await listQuarantines(database, repositoryId, now)).filter((quarantine) => quarantine.testId === testId)
  const where = { repositoryId, id: { in: active.map(({ id }) => id) } }
  await database.quarantine.updateMany({ where, data: { liftedAt: now, liftedBy: by, endedAs: 'lifted' } })
  return active
}

/** The quarantines that hold now, by test. */
export async function listQuarantines(database: Database, repositoryId: number, now: Date): Promise<readonly Quarantine[]> {
  const where = { repositoryId, liftedAt: null, expiresAt: { gt: now } }
  const rows = await database.quarantine.findMany({ where, orderBy: [{ testId: 'asc' }, { createdAt: 'asc' }] })
  return rows.map((row) => ({ ...row, repositoryId }))
}

const REMEMBERED_MS = 90 * 86_400_000

/** Every quarantine of these tests that holds, or was given within the last 90 days; newest first. */
export async function listQuarantinesOfTests(
  database: Database,
  repositoryId: number,
  testIds: readonly string[],
  now: Date,
): Promise<readonly Quarantine[]> {
  const since = { createdAt: { gte: new Date(now.getTime() - REMEMBERED_MS) } }
  const where = { repositoryId, testId: { in: [...testIds] }, OR: [since, { expiresAt: { gt: now } }] }
  const rows = await database.quarantine.findMany({ where, orderBy: { createdAt: 'desc' } })
  return rows.map((row) => ({ ...row, repositoryId }))
}

/** Ends quarantines before their time: `released` where their test is sound again, `escalated` where it is broken. */
export async function endQuarantines(
  database: Database,
  repositoryId: number,
  ids: readonly string[],
  { endedAs, at }: { readonly endedAs: 'released' | 'escalated'; readonly at: Date },
): Promise<void> {
  await database.quarantine.updateMany({
    where: { repositoryId, id: { in: [...ids] }, liftedAt: null },
    data: { liftedAt: at, liftedBy: 'suture', endedAs },
  })
}

/** Quarantines that came to their end by themselves, and of which nobody was told; those of one decision together. */
export async function takeExpired(database: Database, now: Date, limit: number): Promise<readonly Quarantine[]> {
  const where = { liftedAt: null, expiryToldAt: null, expiresAt: { lte: now } }
  const rows = await database.quarantine.findMany({ where, orderBy: { expiresAt: 'asc' }, take: limit })
  await database.quarantine.updateMany({
    where: { OR: rows.map(({ repositoryId, id }) => ({ repositoryId, id })) },
    data: { expiryToldAt: now },
  })
  return rows.map((row) => ({ ...row, repositoryId: Number(row.repositoryId) }))
}

export async function findQuarantine(database: Database, repositoryId: number, id: string): Promise<Quarantine | null> {
  const row = await database.quarantine.findUnique({ where: { repositoryId_id: { repositoryId, id } } })
  return row && { ...row, repositoryId }
}

export async function hasQuarantines(database: Database, repositoryId: number, now: Date): Promise<boolean> {
  const where = { repositoryId, liftedAt: null, expiresAt: { gt: now } }
  return (await database.quarantine.findFirst({ where, select: { id: true } })) !== null
}

/** Of `failures` those that a quarantine holds for now, each with it. */
export async function findQuarantined<Failure extends FailureOfTest>(
  database: Database,
  repositoryId: number,
  failures: readonly Failure[],
  now: Date,
): Promise<ReadonlyMap<Failure, Quarantine>> {
  const active = await listQuarantines(database, repositoryId, now)
  const pairs = failures.flatMap((failure) =>
    active
      .filter((quarantine) => concerns(quarantine, failure))
      .slice(0, 1)
      .map((quarantine) => [failure, quarantine] as const),
  )
  return new Map(pairs)
}
