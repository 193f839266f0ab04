import type { Database } from '../history/connection/database.ts'

/** Where a job of a repository stands among those that wait: pg-boss takes higher priorities first, and of equal ones the oldest. */
export type PlaceInLine = { readonly group: { readonly id: string }; readonly priority: number }

const WAITING = "job.name = $1 AND job.state < 'active' AND job.group_id IS NOT NULL AND job.start_after <= now()"
const LAST = `SELECT -priority AS last FROM pgboss.job WHERE ${WAITING} AND group_id = $2 ORDER BY priority LIMIT 1`
const REPOSITORIES = `SELECT count(*)::int AS repositories FROM repository own JOIN repository other USING (installation_id)
WHERE own.repository_id = $2::bigint AND EXISTS (SELECT 1 FROM pgboss.job WHERE ${WAITING} AND group_id = other.repository_id::text)`

/** What makes both queries as fast with thousands of waiting jobs as with none; safe to run in any number of processes at once. */
export const LINE_INDEX = `SELECT pg_advisory_xact_lock(hashtext('suture line'));
CREATE INDEX IF NOT EXISTS suture_line ON pgboss.job_common (name, group_id, priority) WHERE state < 'active' AND group_id IS NOT NULL`

/**
 * Repositories take turns: a repository's tenth waiting job comes after the ninth of every other one, and so do the first ones of ten
 * repositories of one installation. So a hundred jobs of one delay the first of another by one at most.
 */
export async function placeInLine(database: Database, name: string, repositoryId: number): Promise<PlaceInLine> {
  const id = String(repositoryId)
  const [behind] = await database.$queryRawUnsafe<{ last: number }[]>(LAST, name, id)
  if (behind) return { group: { id }, priority: -behind.last - 1 }
  const [first] = await database.$queryRawUnsafe<{ repositories: number }[]>(REPOSITORIES, name, id)
  return { group: { id }, priority: -(first?.repositories ?? 0) }
}
