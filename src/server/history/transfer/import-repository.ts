import pg from 'pg'
import { z } from 'zod'
import { SutureError } from '../../../model/error.ts'
import type { ExportHead } from './export-repository.ts'
import { listOwnedTables, type OwnedTable } from './tables.ts'

const Head = z.object({
  suture: z.literal('export'),
  version: z.literal(1),
  repository: z.string(),
  repositoryId: z.number().int().positive(),
  migration: z.string(),
  at: z.string(),
}) satisfies z.ZodType<ExportHead>
const Line = z.object({ table: z.string(), row: z.record(z.string(), z.unknown()) })

const WRITTEN = /^\{"table":"\w+","row":(\{.*\})\}$/
const ROWS = 1_000
const CHARACTERS = 4_000_000

/** How many rows of each table were new here. */
export type ImportedRows = { readonly repository: string; readonly rows: Readonly<Record<string, number>> }

type Batch = { readonly table: string; readonly columns: readonly string[]; readonly lines: string[]; size: number }

/**
 * Reads what exportRepository wrote. What is stored already is left as it is, so that the same file may be read twice. All or nothing:
 * throws a SutureError with the number of the line where one is no line of an export, or is of another repository than its head names.
 */
export async function importRepository(url: string, lines: AsyncIterable<string>): Promise<ImportedRows> {
  const client = new pg.Client({ connectionString: url, application_name: 'suture import' })
  client.on('error', () => {}) // the query under way fails too
  await client.connect()
  try {
    await client.query('BEGIN')
    const imported = await importLines(client, lines)
    await client.query('COMMIT')
    return imported
  } finally {
    await client.end() // and what was not committed is gone
  }
}

async function importLines(client: pg.Client, lines: AsyncIterable<string>): Promise<ImportedRows> {
  const tables = new Map((await listOwnedTables(client)).map((table) => [table.name, table]))
  const counts: Record<string, number> = {}
  let head: ExportHead | null = null
  let batch: Batch | null = null
  let number = 0
  const store = async () => {
    if (batch === null || head === null) return
    counts[batch.table] = (counts[batch.table] ?? 0) + (await insert(client, batch, head.repositoryId))
    batch = null
  }
  for await (const line of lines) {
    number += 1
    if (line.trim() === '') continue
    if (head === null) {
      head = readHead(line)
      await refuseNewer(client, head)
      continue
    }
    const { table, columns, text } = readLine(line, number, tables, head.repositoryId)
    if (batch !== null && (batch.table !== table || batch.columns.join() !== columns.join())) await store()
    batch ??= { table, columns, lines: [], size: 0 }
    batch.lines.push(text)
    batch.size += text.length
    if (batch.lines.length >= ROWS || batch.size >= CHARACTERS) await store()
  }
  await store()
  if (head === null) throw notAnExport(1)
  return { repository: head.repository, rows: counts }
}

function readHead(line: string): ExportHead {
  const head = Head.safeParse(parsed(line))
  if (!head.success) throw notAnExport(1)
  return head.data
}

async function refuseNewer(client: pg.Client, { migration }: ExportHead): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM _prisma_migrations WHERE migration_name = $1 AND finished_at IS NOT NULL', [
    migration,
  ])
  if (rowCount === 0)
    throw new SutureError(
      'newer_export',
      `this file was written by a newer version: its tables have the migration ${migration}`,
      'update this server first',
    )
}

function readLine(line: string, number: number, tables: ReadonlyMap<string, OwnedTable>, repositoryId: number) {
  const written = WRITTEN.exec(line)?.[1]
  const read = Line.safeParse(parsed(line))
  const known = read.success ? tables.get(read.data.table) : undefined
  if (!written || !read.success || !known) throw notAnExport(number)
  const { table, row } = read.data
  if (row['repository_id'] !== repositoryId)
    throw new SutureError(
      'other_repository',
      `line ${number} is of another repository than the first line names`,
      'nothing was stored; export it again',
    )
  const columns = known.columns.filter((column) => column in row) // one that came later gets its default
  return { table, columns, text: written } // as it was written: JavaScript would round a large number
}

async function insert(client: pg.Client, { table, columns, lines }: Batch, repositoryId: number): Promise<number> {
  const names = columns.map((column) => `"${column}"`).join(', ')
  const { rowCount } = await client.query(
    `INSERT INTO "${table}" (${names}) SELECT ${names} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)
     WHERE repository_id = $2::bigint ON CONFLICT DO NOTHING`,
    [`[${lines.join(',')}]`, repositoryId],
  )
  return rowCount ?? 0
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function notAnExport(number: number): SutureError {
  return new SutureError(
    'not_an_export',
    `line ${number} is no line of an export`,
    'give a file that `suture export` wrote; nothing was stored',
  )
}
