import type { Database } from '../connection/database.ts'

/** A repository of which something may be shown: the App is installed there, is not suspended, and sees it. */
export type VisibleRepository = { readonly id: number; readonly fullName: string; readonly defaultBranch: string | null }

/** By GitHub's own id; null where the App may not see it (any more). */
export async function findVisibleRepository(database: Database, id: number): Promise<VisibleRepository | null> {
  const rows = await database.$queryRaw<(Omit<VisibleRepository, 'id'> & { readonly id: bigint })[]>`
    SELECT r.repository_id AS id, r.full_name AS "fullName", r.default_branch AS "defaultBranch"
    FROM repository r LEFT JOIN installation i ON i.id = r.installation_id
    WHERE r.repository_id = ${id}::bigint AND r.removed_at IS NULL AND i.deleted_at IS NULL AND i.suspended_at IS NULL`
  const [row] = rows
  return row ? { ...row, id: Number(row.id) } : null
}

/** By name, as of the last event that contained it. A name that was given to another repository since is that one's. */
export async function findRepositoryByName(database: Database, fullName: string): Promise<VisibleRepository | null> {
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    SELECT repository_id AS id FROM repository WHERE full_name = ${fullName} AND removed_at IS NULL ORDER BY updated_at DESC LIMIT 1`
  const [row] = rows
  return row ? findVisibleRepository(database, Number(row.id)) : null
}
