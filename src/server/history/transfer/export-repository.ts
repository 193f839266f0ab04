import pg from 'pg'
import { SutureError } from '../../../model/error.ts'
import { listOwnedTables } from './tables.ts'

/** The first line of an export. `migration`: the newest one that its tables have. */
export type ExportHead = {
  readonly suture: 'export'
  readonly version: 1
  readonly repository: string
  readonly repositoryId: number
  readonly migration: string
  readonly at: string
}

const AT_ONCE = 1_000 // rows that are held; a failure has ten thousand characters

/**
 * Everything stored of the repository `fullName`, as lines of JSON: the head, then `{"table":…,"row":…}`, rows that others refer to
 * first. One snapshot of the database, read piece by piece. Throws a SutureError where no such repository is known.
 */
export async function* exportRepository(url: string, fullName: string, now: Date): AsyncGenerator<string> {
  const client = new pg.Client({ connectionString: url, application_name: 'suture export' })
  client.on('error', () => {}) // the query under way fails too
  await client.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const head = await headOf(client, fullName, now)
    yield `${JSON.stringify(head)}\n`
    for (const { name } of await listOwnedTables(client)) {
      // the row as Postgres writes it: no number and no time passes through JavaScript
      await client.query(`DECLARE piece NO SCROLL CURSOR FOR SELECT row_to_json(t)::text AS row FROM "${name}" t
        WHERE repository_id = ${head.repositoryId}`)
      for (;;) {
        const { rows } = await client.query<{ row: string }>(`FETCH ${AT_ONCE} FROM piece`)
        if (rows.length === 0) break
        yield rows.map(({ row }) => `{"table":"${name}","row":${row}}\n`).join('')
      }
      await client.query('CLOSE piece')
    }
  } finally {
    await client.end()
  }
}

async function headOf(client: pg.Client, fullName: string, now: Date): Promise<ExportHead> {
  const { rows } = await client.query<{ id: string; name: string; migration: string }>(
    `SELECT repository_id AS id, full_name AS name, (SELECT max(migration_name) FROM _prisma_migrations WHERE finished_at IS NOT NULL) AS migration
     FROM repository WHERE lower(full_name) = lower($1) ORDER BY removed_at DESC NULLS FIRST, updated_at DESC LIMIT 1`,
    [fullName],
  )
  const [found] = rows
  if (!found)
    throw new SutureError(
      'unknown_repository',
      `nothing is stored of ${fullName}`,
      'give owner/name as GitHub has it, of a repository that Suture sees',
    )
  const { id, name, migration } = found
  return { suture: 'export', version: 1, repository: name, repositoryId: Number(id), migration, at: now.toISOString() }
}
