import { randomUUID } from 'node:crypto'
import type { Database } from './connection/database.ts'
import type { Prisma } from './generated/client.ts'

/** Who did what: `action` in a word or two (`quarantine.give`), `subject` what it was done to. */
export type AuditEntry = {
  readonly repositoryId: number
  readonly actor: string
  readonly action: string
  readonly subject: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: Date
}

export async function recordAudit(database: Database, entry: AuditEntry): Promise<void> {
  await database.audit.create({ data: { id: randomUUID(), ...entry, detail: entry.detail as Prisma.InputJsonObject } })
}

/** The entry about a subject, such as one comment; null where nothing was done for it. */
export async function findAudit(database: Database, repositoryId: number, subject: string): Promise<AuditEntry | null> {
  const row = await database.audit.findFirst({ where: { repositoryId, subject }, orderBy: { at: 'desc' } })
  return row && { ...row, repositoryId, detail: row.detail as Record<string, unknown> }
}

/** A repository's last `limit` entries, newest first. */
export async function listAudit(database: Database, repositoryId: number, limit = 100): Promise<readonly AuditEntry[]> {
  const rows = await database.audit.findMany({ where: { repositoryId }, orderBy: { at: 'desc' }, take: limit })
  return rows.map(({ id: _, ...row }) => ({ ...row, repositoryId, detail: row.detail as Record<string, unknown> }))
}
