import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { RETENTION } from '../../../../src/server/history/retention/retention.ts'
import { UNSHARDED } from '../../../../src/server/history/retention/unsharded.ts'

let history: History

beforeAll(() => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
})

afterAll(() => history.close())

function query<Row>(sql: string): Promise<Row[]> {
  return history.database.$queryRawUnsafe<Row[]>(sql)
}

const TABLES = `SELECT c.oid, c.relname::text AS name FROM pg_class c
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition`

describe('the spine', () => {
  test('every table belongs to a repository or is listed as unsharded, and the list names only tables that exist', async () => {
    const owned = await query<{ name: string; owned: boolean }>(
      `SELECT t.name, EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attname = 'repository_id' AND a.attnotnull) AS owned
       FROM (${TABLES}) t`,
    )
    expect(
      owned
        .filter((table) => !table.owned)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([...UNSHARDED].sort())
    expect(owned.length).toBeGreaterThan(20)
  })

  test('every primary, unique and foreign key of a table that a repository owns contains the repository', async () => {
    const keys = await query<{ table: string; key: string; columns: string[] }>(
      `SELECT t.name AS "table", i.relname::text AS key, array(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = t.oid AND a.attnum = ANY (x.indkey)) AS columns
       FROM (${TABLES}) t JOIN pg_index x ON x.indrelid = t.oid AND x.indisunique JOIN pg_class i ON i.oid = x.indexrelid
       UNION ALL SELECT t.name, k.conname::text, array(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = t.oid AND a.attnum = ANY (k.conkey))
       FROM (${TABLES}) t JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'`,
    )
    const sharded = keys.filter(({ table }) => !UNSHARDED.includes(table))
    expect(sharded.length).toBeGreaterThan(20)
    expect(sharded.filter(({ columns }) => !columns.includes('repository_id'))).toEqual([])
  })

  test('no foreign key points into a partitioned table or out of the shards', async () => {
    const links = await query<{ from: string; to: string; kind: string }>(
      `SELECT f.relname::text AS "from", t.relname::text AS "to", t.relkind::text AS kind FROM pg_constraint k
       JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
       WHERE k.contype = 'f' AND f.relnamespace = 'public'::regnamespace`,
    )
    expect(links.length).toBeGreaterThan(5)
    expect(links.filter(({ kind }) => kind === 'p')).toEqual([])
    expect(links.filter(({ from, to }) => UNSHARDED.includes(from) || UNSHARDED.includes(to))).toEqual([])
  })

  test('the words on scale distribute every table of a repository, and no other one', async () => {
    const tables = (await query<{ name: string }>(TABLES)).map(({ name }) => name).filter((name) => !UNSHARDED.includes(name))
    const listed = [...readFileSync('docs/scale.md', 'utf8').matchAll(/create_distributed_table\('(\w+)', 'repository_id'/g)]
    expect(listed.map(([, name]) => name).sort()).toEqual(tables.sort())
  })

  test('every table has a retention', async () => {
    const tables = (await query<{ name: string }>(TABLES)).map(({ name }) => name).filter((name) => name !== '_prisma_migrations')
    expect(Object.keys(RETENTION).sort()).toEqual(tables.sort())
  })

  test("rows that go with another table's have a cascading foreign key to it", async () => {
    const links = await query<{ from: string; to: string }>(
      `SELECT f.relname::text AS "from", t.relname::text AS "to" FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid
       JOIN pg_class t ON t.oid = k.confrelid WHERE k.contype = 'f' AND k.confdeltype = 'c'`,
    )
    for (const [from, rule] of Object.entries(RETENTION)) if ('with' in rule) expect(links).toContainEqual({ from, to: rule.with })
  })
})

test('the migrations make what the schema describes', async () => {
  const { stdout: sql } = spawnSync(process.execPath, ['bin/migration-sql.mjs', 'prisma/schema.prisma'], { encoding: 'utf8' })
  const drifted = sql.replaceAll('"public"', '"drift"').split(/;\s*\n/)
  await history.transaction(async (database) => {
    await database.$executeRawUnsafe('CREATE SCHEMA drift')
    await database.$executeRawUnsafe('SET LOCAL search_path TO drift')
    for (const statement of drifted) if (statement.trim()) await database.$executeRawUnsafe(statement)
  })
  const [migrated, described] = [await describeTables('public'), await describeTables('drift')]
  expect(described.length).toBeGreaterThan(100)
  expect(migrated).toEqual(described)
})

/** Columns, keys and indexes of a schema as lines of text. */
async function describeTables(schema: string): Promise<string[]> {
  const where = `c.relnamespace = '${schema}'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> '_prisma_migrations'`
  const rows = await query<{ line: string }>(
    `SELECT concat_ws(' ', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' END,
       pg_get_expr(d.adbin, d.adrelid)) AS line
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     WHERE ${where}
     UNION ALL SELECT concat_ws(' ', c.relname, k.conname, pg_get_constraintdef(k.oid)) FROM pg_class c JOIN pg_constraint k ON k.conrelid = c.oid
     WHERE ${where} AND k.contype <> 'n'
     UNION ALL SELECT regexp_replace(pg_get_indexdef(x.indexrelid), ' ON (ONLY )?', ' ON ') FROM pg_class c JOIN pg_index x ON x.indrelid = c.oid WHERE ${where}`,
  )
  return rows.map(({ line }) => line.replaceAll(`${schema}.`, '')).sort()
}
