import type { Database } from './connection/database.ts'

export type Installation = {
  readonly id: number
  readonly accountLogin: string
  readonly accountType: string
  readonly permissions: Readonly<Record<string, string>>
  readonly events: readonly string[]
  readonly suspendedAt: Date | null
}

/** Makes or renews an installation; one that had been deleted counts as installed again. */
export async function upsertInstallation(database: Database, installation: Installation, now: Date): Promise<void> {
  const { id, accountLogin, accountType, permissions, events, suspendedAt } = installation
  const data = { accountLogin, accountType, permissions, events: [...events], suspendedAt, deletedAt: null, updatedAt: now }
  await database.installation.upsert({ where: { id }, create: { id, ...data }, update: data })
}

/** Marks an installation and its repositories as gone; retention removes them later. */
export async function deleteInstallation(database: Database, id: number, now: Date): Promise<void> {
  await database.installation.updateMany({ where: { id }, data: { deletedAt: now, updatedAt: now } })
  await database.repository.updateMany({ where: { installationId: id, removedAt: null }, data: { removedAt: now, updatedAt: now } })
}

export async function findInstallation(
  database: Database,
  id: number,
): Promise<(Installation & { readonly deletedAt: Date | null }) | null> {
  const row = await database.installation.findUnique({ where: { id } })
  if (!row) return null
  const { accountLogin, accountType, permissions, events, suspendedAt, deletedAt } = row
  return { id, accountLogin, accountType, permissions: permissions as Record<string, string>, events, suspendedAt, deletedAt }
}
