import type { Database } from '../connection/database.ts'

const LOCK = 72_707_370
const MONTHS_AHEAD = 2

type Month = { readonly name: string; readonly from: string; readonly to: string }

/** The month `offset` months after that of `now`, in UTC. */
function monthPartition(now: Date, offset = 0): Month {
  const start = (shift: number) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + shift, 1))
  const from = start(offset)
  const name = `test_execution_y${from.getUTCFullYear()}m${String(from.getUTCMonth() + 1).padStart(2, '0')}`
  return { name, from: from.toISOString(), to: start(offset + 1).toISOString() }
}

/**
 * Makes the partitions of this month and the next two, moving into them what the default partition had caught meanwhile.
 * Returns the names of those made. To be called in a transaction; replicas take turns.
 */
export async function ensurePartitions(database: Database, now: Date): Promise<readonly string[]> {
  await database.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`
  const made: string[] = []
  for (let offset = 0; offset <= MONTHS_AHEAD; offset += 1) {
    const month = monthPartition(now, offset)
    if (await exists(database, month.name)) continue
    await makePartition(database, month)
    made.push(month.name)
  }
  return made
}

/** Drops the months that ended before `cutoff` and returns their names. */
export async function dropPartitions(database: Database, cutoff: Date): Promise<readonly string[]> {
  await database.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`
  const limit = monthPartition(cutoff).name // the month of the cutoff still holds rows to keep
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'test_execution'::regclass AND c.relname ~ '^test_execution_y[0-9]{4}m[0-9]{2}$' AND c.relname < ${limit}`
  for (const { name } of rows) await database.$executeRawUnsafe(`DROP TABLE "${name}"`)
  return rows.map(({ name }) => name)
}

async function exists(database: Database, name: string): Promise<boolean> {
  const rows = await database.$queryRaw<unknown[]>`SELECT 1 AS found WHERE to_regclass(${name}::text) IS NOT NULL`
  return rows.length > 0
}

async function makePartition(database: Database, { name, from, to }: Month): Promise<void> {
  const range = `"at" >= '${from}' AND "at" < '${to}'`
  const statements = [
    'LOCK TABLE "test_execution" IN SHARE UPDATE EXCLUSIVE MODE',
    'LOCK TABLE "test_execution_default" IN ACCESS EXCLUSIVE MODE',
    `CREATE TABLE "${name}" (LIKE "test_execution" INCLUDING DEFAULTS INCLUDING CONSTRAINTS)`,
    `WITH moved AS (DELETE FROM "test_execution_default" WHERE ${range} RETURNING *) INSERT INTO "${name}" SELECT * FROM moved`,
    `ALTER TABLE "test_execution" ATTACH PARTITION "${name}" FOR VALUES FROM ('${from}') TO ('${to}')`,
  ]
  for (const statement of statements) await database.$executeRawUnsafe(statement)
}
