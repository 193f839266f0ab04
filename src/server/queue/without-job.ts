import type { Database } from '../history/connection/database.ts'
import { type JobName, keyOf, type PayloadOf } from './payload.ts'

const LIVE = `SELECT DISTINCT singleton_key AS key FROM pgboss.job WHERE state < 'completed' AND singleton_key = ANY ($2::text[])
  AND (name = $1 OR name = 'dead-letters' AND source_name = $1)`

/** Those of `payloads` for which no job waits or runs, and no dead letter is being ended. */
export async function withoutJob<Name extends JobName>(
  database: Database,
  name: Name,
  payloads: readonly PayloadOf<Name>[],
): Promise<readonly PayloadOf<Name>[]> {
  if (payloads.length === 0) return []
  const rows = await database.$queryRawUnsafe<{ key: string }[]>(LIVE, name, payloads.map(keyOf))
  const live = new Set(rows.map(({ key }) => key))
  return payloads.filter((payload) => !live.has(keyOf(payload)))
}
