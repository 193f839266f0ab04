import type { Database } from '../connection/database.ts'

const LOCK = 72_707_370
const DAYS_AHEAD = 7 // so many nights may pass without the job that makes more; later executions wait in the default partition
const DAY_MS = 86_400_000

type Day = { readonly name: string; readonly from: string; readonly to: string }

/** The partition of the day, in UTC, that `at` lies in. */
function dayPartition(at: Date): Day {
  const from = new Date(Math.floor(at.getTime() / DAY_MS) * DAY_MS)
  const [year, month, day] = from.toISOString().slice(0, 10).split('-')
  return { name: `test_execution_y${year}m${month}d${day}`, from: from.toISOString(), to: new Date(from.getTime() + DAY_MS).toISOString() }
}

/** Makes the partitions of today and the next seven days; see makePartitions. */
export function ensurePartitions(database: Database, now: Date): Promise<readonly string[]> {
  const ahead = Array.from({ length: DAYS_AHEAD + 1 }, (_, offset) => new Date(now.getTime() + offset * DAY_MS))
  return makePartitions(database, ahead)
}

/**
 * Makes the partitions of the days that these times lie in, moving into them what the default partition had caught meanwhile.
 * Returns the names of those made. To be called in a transaction; replicas take turns.
 */
export async function makePartitions(database: Database, times: readonly Date[]): Promise<readonly string[]> {
  await database.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`
  const days = [...new Map(times.map(dayPartition).map((day) => [day.name, day])).values()]
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT name FROM unnest(${days.map(({ name }) => name)}::text[]) AS d (name) WHERE to_regclass(name) IS NULL`
  const missing = days.filter(({ name }) => rows.some((row) => row.name === name))
  if (missing.length > 0) await database.$executeRawUnsafe(`DO $$ BEGIN ${missing.map(statementsOf).join('\n')} END $$`)
  return missing.map(({ name }) => name)
}

/** Gives what waits in the default partition days of its own, however old. To be called in a transaction. */
export async function partitionWaiting(database: Database): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ day: Date }[]>`SELECT DISTINCT date_trunc('day', at, 'UTC') AS day FROM test_execution_default`
  return makePartitions(
    database,
    rows.map(({ day }) => day),
  )
}

/** Of days that ended before `cutoff`, oldest first. */
export async function listPartitionsBefore(database: Database, cutoff: Date): Promise<readonly string[]> {
  const limit = dayPartition(cutoff).name // the day of the cutoff still holds rows to keep
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT c.relname::text AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = 'test_execution'::regclass AND c.relname ~ '^test_execution_y[0-9]{4}m[0-9]{2}d[0-9]{2}$' AND c.relname < ${limit}
    ORDER BY 1`
  return rows.map(({ name }) => name)
}

/**
 * Its rows go with it, however many there are; `first` is a statement that saves some. Does nothing where another replica has dropped it.
 * Where somebody reads it for long, this fails before others queue behind it.
 */
export async function dropPartition(database: Database, name: string, first: string): Promise<void> {
  await database.$executeRawUnsafe(`DO $$ BEGIN
    PERFORM pg_advisory_xact_lock(${LOCK});
    IF to_regclass('${name}') IS NOT NULL THEN
      ${first};
      SET LOCAL lock_timeout = '5s';
      DROP TABLE "${name}";
    END IF;
  END $$`)
}

/** Nobody who reads or writes other days waits, but for the moment in which it is attached. */
function statementsOf({ name, from, to }: Day): string {
  const range = `"at" >= '${from}' AND "at" < '${to}'`
  return `LOCK TABLE "test_execution" IN SHARE UPDATE EXCLUSIVE MODE;
    LOCK TABLE "test_execution_default" IN ACCESS EXCLUSIVE MODE;
    CREATE TABLE "${name}" (LIKE "test_execution" INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
    WITH moved AS (DELETE FROM "test_execution_default" WHERE ${range} RETURNING *) INSERT INTO "${name}" SELECT * FROM moved;
    ALTER TABLE "test_execution" ATTACH PARTITION "${name}" FOR VALUES FROM ('${from}') TO ('${to}');`
}
