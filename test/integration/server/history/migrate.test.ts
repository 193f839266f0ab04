import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { migrate } from '../../../../src/server/history/connection/migrate.ts'
import { migrationsFolder } from '../../../../src/server/history/connection/migrations-folder.ts'

const ALL = readdirSync(migrationsFolder()).filter((entry) => /^\d{4}_/.test(entry))

let admin: pg.Client
let name: string
let url: string
let folder: string

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('adminUrl') })
  await admin.connect()
  folder = await mkdtemp(join(tmpdir(), 'suture-migrations-'))
  await cp(migrationsFolder(), folder, { recursive: true })
})

beforeEach(async () => {
  if (name) await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  name = `suture_migrate_${randomBytes(4).toString('hex')}`
  await admin.query(`CREATE DATABASE ${name}`)
  const own = new URL(inject('adminUrl'))
  own.pathname = `/${name}`
  url = own.href
})

afterAll(async () => {
  await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
  await admin.end()
  await rm(folder, { recursive: true })
})

async function query<Row extends object>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<Row>(sql)
  await client.end()
  return rows
}

test('two replicas that start at once apply each migration once', async () => {
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)])
  expect(applied.flat().toSorted()).toEqual(ALL)
  expect(await query('SELECT migration_name, applied_steps_count AS steps FROM _prisma_migrations')).toEqual([
    ...ALL.map((migration_name) => ({ migration_name, steps: 1 })),
  ])
})

test('a second start applies nothing', async () => {
  await migrate(url)
  expect(await migrate(url)).toEqual([])
})

test('an edited migration stops the start and names itself', async () => {
  await migrate(url)
  await query("UPDATE _prisma_migrations SET checksum = 'another'")
  await expect(migrate(url)).rejects.toMatchObject({ code: 'migration_changed', message: expect.stringContaining('0001_spine') })
})

test('a migration that another tool left unfinished stops the start', async () => {
  await migrate(url)
  await query('UPDATE _prisma_migrations SET finished_at = NULL')
  await expect(migrate(url)).rejects.toMatchObject({
    code: 'migration_unfinished',
    fix: expect.stringContaining('--rolled-back 0001_spine'),
  })
})

test("a newer replica's migration does not stop an older one", async () => {
  await migrate(url)
  await query("INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'y', '9999_newer', now())")
  expect(await migrate(url)).toEqual([])
})

test('a failing migration leaves nothing behind, and functions with semicolons apply', async () => {
  const bad = join(folder, '0999_bad')
  await cp(join(folder, '0001_spine'), bad, { recursive: true })
  const fn = 'CREATE FUNCTION one() RETURNS int AS $$ BEGIN PERFORM 1; RETURN 1; END; $$ LANGUAGE plpgsql;'
  await writeFile(join(bad, 'migration.sql'), `${fn} SELECT nonsense;`)
  await expect(migrate(url, folder)).rejects.toMatchObject({ code: 'migration_failed', message: expect.stringContaining('0999_bad') })
  expect(await query("SELECT 1 FROM pg_proc WHERE proname = 'one'")).toEqual([])
  await writeFile(join(bad, 'migration.sql'), fn)
  expect(await migrate(url, folder)).toEqual(['0999_bad'])
  expect(await query('SELECT one() AS n')).toEqual([{ n: 1 }])
})

test('months of executions become days', async () => {
  const before = await mkdtemp(join(tmpdir(), 'suture-migrations-'))
  for (const one of ALL.filter((entry) => entry < '0006')) await cp(join(folder, one), join(before, one), { recursive: true })
  await migrate(url, before)
  await rm(before, { recursive: true })
  await query("CREATE TABLE test_execution_y2026m11 PARTITION OF test_execution FOR VALUES FROM ('2026-11-01Z') TO ('2026-12-01Z')")
  await query("CREATE TABLE test_execution_y2026m12 PARTITION OF test_execution FOR VALUES FROM ('2026-12-01Z') TO ('2027-01-01Z')")
  const times = ['2026-11-01T00:00:00Z', '2026-11-30T23:59:59Z', '2026-11-30T00:00:00Z', '2026-09-01T00:00:00Z']
  for (const [run, at] of times.entries())
    await query(`INSERT INTO test_execution (repository_id, ci_run_id, attempt, test_case_id, at, outcome, source)
      VALUES (1, ${run}, 1, gen_random_uuid(), '${at}', 'passed', 'log')`)
  await migrate(url)
  const places = await query('SELECT tableoid::regclass::text AS name, count(*)::int AS n FROM test_execution GROUP BY 1 ORDER BY 1')
  const days = { test_execution_default: 1, test_execution_y2026m11d01: 1, test_execution_y2026m11d30: 2 }
  expect(places).toEqual(Object.entries(days).map(([name, n]) => ({ name, n })))
  expect(await query("SELECT 1 FROM pg_class WHERE relname LIKE 'test_execution_y2026m1_'")).toEqual([])
})
