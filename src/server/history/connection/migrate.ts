import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { SutureError } from '../../../model/error.ts'
import type { Database } from './database.ts'
import { migrationsFolder } from './migrations-folder.ts'

const LOCK = 72_707_369 // the advisory lock that `prisma migrate` takes
const CONNECT_MS = 10_000 // a host that drops packets says nothing for minutes
const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
  logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string }
type Recorded = { readonly migration_name: string; readonly checksum: string; readonly finished_at: Date | null }

/** The migrations in `folder`, in the order in which they apply. */
function listMigrations(folder: string): readonly Migration[] {
  const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    })
}

/**
 * Applies what is missing, each migration in its own transaction, and returns the names of those applied now.
 * Any number of replicas may call it at once. Records them as `prisma migrate deploy` does, so that either may follow the other.
 * Migrations that the database knows and this version does not are a newer replica's: they are left alone.
 */
export async function migrate(url: string, folder: string = migrationsFolder()): Promise<readonly string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'suture migrate', connectionTimeoutMillis: CONNECT_MS })
  client.on('error', () => {}) // a lost connection also fails the query under way; without a listener it would end the process
  await client.connect()
  try {
    const applied: string[] = []
    await inTurn(client, () => client.query(TABLE))
    for (const migration of listMigrations(folder)) {
      const isNew = await inTurn(client, async () => {
        const { rows } = await client.query<Recorded>(
          'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
        )
        if (isApplied(migration, rows)) return false
        await apply(client, migration)
        return true
      })
      if (isNew) applied.push(migration.name)
    }
    return applied
  } finally {
    await client.end()
  }
}

/** One transaction under the lock: a pooler may give each transaction another session, which would lose a lock of the session. */
async function inTurn<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN')
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK])
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {}) // fails where the connection is lost, and nothing is left to undo then
    throw error
  }
}

/** Names of the migrations that this version brings and the database has not finished. */
export async function pendingMigrations(database: Database, folder: string = migrationsFolder()): Promise<readonly string[]> {
  const rows = await database.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`
  const done = new Set(rows.map(({ name }) => name))
  return listMigrations(folder).flatMap(({ name }) => (done.has(name) ? [] : [name]))
}

function isApplied({ name, checksum }: Migration, rows: readonly Recorded[]): boolean {
  const row = rows.find(({ migration_name }) => migration_name === name)
  if (row && row.finished_at === null)
    throw new SutureError(
      'migration_unfinished',
      `the migration ${name} was begun by another tool and did not finish`,
      `repair the database, then run: prisma migrate resolve --rolled-back ${name}`,
    )
  if (row && row.checksum !== checksum)
    throw new SutureError(
      'migration_changed',
      `the migration ${name} was edited after this database had applied it`,
      'restore the file as it was, and put the change into a new migration',
    )
  return row !== undefined
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql) // one simple query: many statements, functions and all
    await client.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    )
  } catch (cause) {
    throw new SutureError('migration_failed', `the migration ${name} failed; nothing of it was kept`, 'see the cause', { cause })
  }
}
