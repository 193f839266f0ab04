import type { Database } from './connection/database.ts'

export type Repository = {
  readonly id: number
  readonly installationId: number
  /** owner/name, as of the last event that contained it. */
  readonly fullName: string
  /** `null` if no event contained it yet. */
  readonly defaultBranch: string | null
  readonly isPrivate: boolean
}

/** Makes or renews a repository; one that had been removed counts as there again. A default branch once known is kept. */
export async function upsertRepository(database: Database, repository: Repository, now: Date): Promise<void> {
  const { id, installationId, fullName, defaultBranch, isPrivate } = repository
  await database.$executeRaw`
    INSERT INTO repository (repository_id, installation_id, full_name, default_branch, is_private, updated_at)
    VALUES (${id}::bigint, ${installationId}::bigint, ${fullName}, ${defaultBranch}, ${isPrivate}, ${now})
    ON CONFLICT (repository_id) DO UPDATE SET installation_id = excluded.installation_id, full_name = excluded.full_name,
      default_branch = coalesce(excluded.default_branch, repository.default_branch), is_private = excluded.is_private,
      removed_at = NULL, updated_at = excluded.updated_at`
}

/** Marks repositories that the App may no longer see; retention removes what is known of them later. */
export async function removeRepositories(database: Database, ids: readonly number[], now: Date): Promise<void> {
  const where = { id: { in: ids.map(BigInt) }, removedAt: null }
  await database.repository.updateMany({ where, data: { removedAt: now, updatedAt: now } })
}

export async function findRepository(database: Database, id: number): Promise<(Repository & { readonly removedAt: Date | null }) | null> {
  const row = await database.repository.findUnique({ where: { id } })
  return row && { ...row, id, installationId: Number(row.installationId) }
}
