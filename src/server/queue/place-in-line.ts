import type { Database } from '../history/connection/database.ts'

/** Where a job of a repository stands among those that wait: pg-boss takes higher priorities first, and of equal ones the oldest. */
export type PlaceInLine = { readonly group: { readonly id: string }; readonly priority: number }

const LINE = `SELECT max(-priority) FILTER (WHERE group_id = $2) AS last, count(DISTINCT group_id)::int AS repositories
FROM pgboss.job WHERE name = $1 AND state < 'active' AND start_after <= now() AND group_id IN (
  SELECT other.repository_id::text FROM repository own JOIN repository other USING (installation_id) WHERE own.repository_id = $3::bigint)`

/**
 * Repositories take turns: a repository's tenth waiting job comes after the ninth of every other one, and so do the first ones of ten
 * repositories of one installation. So a hundred jobs of one delay the first of another by one at most.
 */
export async function placeInLine(database: Database, name: string, repositoryId: number): Promise<PlaceInLine> {
  const id = String(repositoryId)
  const [line] = await database.$queryRawUnsafe<{ last: number | null; repositories: number }[]>(LINE, name, id, id)
  const turn = line?.last == null ? (line?.repositories ?? 0) : line.last + 1
  return { group: { id }, priority: -turn }
}
