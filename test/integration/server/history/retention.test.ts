import { afterAll, beforeAll, expect, test } from 'vitest'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { deleteInstallation } from '../../../../src/server/history/installations.ts'
import { applyRetention, RETENTION } from '../../../../src/server/history/retention/retention.ts'
import { UNSHARDED } from '../../../../src/server/history/retention/unsharded.ts'

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000
const HISTORY_DAYS = 100
const start = new Date('2026-11-20T00:00:00Z')
const after = (days: number, hours: number) => new Date(start.getTime() + days * DAY_MS + hours * HOUR_MS)

let history: History
beforeAll(() => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
})
afterAll(() => history.close())

/** Days that a table keeps a row, and the table whose rule that is. */
function ruleOf(table: string): { readonly table: string; readonly days: number } {
  const rule = RETENTION[table]
  if (!rule) throw new Error(`${table} has no retention`)
  return 'with' in rule ? ruleOf(rule.with) : { table, days: rule.days === 'history' ? HISTORY_DAYS : rule.days }
}

const VALUES: Readonly<Record<string, (number: number) => unknown>> = {
  int8: (number) => number,
  int4: (number) => number,
  text: String,
  uuid: (number) => `00000000-0000-8000-8000-${String(number).padStart(12, '0')}`,
  timestamptz: () => start.toISOString(),
  float8: () => 1,
  bool: () => false,
  jsonb: () => ({}),
  _text: () => [],
  _int4: () => [],
}

/** A row whose ids are all `number` and whose times are all `start`, so that rows of one number belong together. */
async function insert(table: string, number: number, only: readonly string[] = []): Promise<void> {
  const columns = await history.database.$queryRaw<{ name: string; type: string; optional: boolean }[]>`
    SELECT column_name AS name, udt_name AS type, is_nullable = 'YES' AS optional FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = ${table}`
  const kept = columns.filter(({ name, optional }) => only.length === 0 || !optional || only.includes(name))
  const row = Object.fromEntries(kept.map(({ name, type }) => [name, VALUES[type]?.(number)]))
  const names = Object.keys(row).join(', ')
  await history.transaction(async (database) => {
    await database.$executeRawUnsafe('SET LOCAL session_replication_role = replica') // no row needs its parents
    await database.$executeRawUnsafe(
      `INSERT INTO "${table}" (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::"${table}", $1::jsonb) ON CONFLICT DO NOTHING`,
      JSON.stringify(row),
    )
  })
}

async function countRows(table: string, where: string): Promise<number> {
  const [row] = await history.database.$queryRawUnsafe<{ n: bigint }[]>(`SELECT count(*) AS n FROM "${table}" WHERE ${where}`)
  return Number(row?.n ?? 0)
}

const numberColumn = (table: string) => (UNSHARDED.includes(table) ? 'id' : 'repository_id')

test('every table keeps its rows for as long as its rule says, and then they go', async () => {
  const tables = Object.keys(RETENTION)
  const numbered = tables.map((table, index) => ({ table, number: 1_000 + index, ...{ rule: ruleOf(table) } }))
  for (const { table, number, rule } of numbered) {
    await insert(table, number)
    if (rule.table !== table) await insert(rule.table, number)
  }
  const left = async () => {
    const found: string[] = []
    for (const { table, number } of numbered) {
      const ids = await history.database.$queryRawUnsafe<{ is: boolean }[]>(
        `SELECT true AS is FROM "${table}" t WHERE to_jsonb(t)::text ~ '\\y${number}\\y' LIMIT 1`,
      )
      if (ids.length > 0) found.push(table)
    }
    return found
  }
  expect(await left()).toEqual(tables)
  for (const days of [...new Set(numbered.map(({ rule }) => rule.days))].sort((a, b) => a - b)) {
    await applyRetention(history.database, after(days, -1), HISTORY_DAYS)
    expect(await left(), `${days} days, an hour before`).toEqual(tables.filter((table) => ruleOf(table).days >= days))
    await applyRetention(history.database, after(days, 1), HISTORY_DAYS)
    expect(await left(), `${days} days, an hour after`).toEqual(tables.filter((table) => ruleOf(table).days > days))
  }
})

test('an installation that is deleted takes all rows of its repositories with it after 30 days, but what was done to them', async () => {
  const owned = Object.keys(RETENTION).filter((table) => !UNSHARDED.includes(table))
  for (const table of ['installation', ...owned]) await insert(table, 7, table === 'repository' ? ['repository_id'] : [])
  const filled = async () => {
    const counts = await Promise.all(owned.map((table) => countRows(table, `${numberColumn(table)} = 7`)))
    return owned.filter((_, index) => counts[index] !== 0)
  }
  await history.database.$executeRaw`UPDATE installation SET deleted_at = NULL`
  expect(await filled()).toEqual(owned)
  await deleteInstallation(history.database, 7, start)
  await applyRetention(history.database, after(29, 23), 3_650)
  expect(await filled()).toEqual(owned)
  await applyRetention(history.database, after(30, 1), 3_650)
  expect(await filled()).toEqual(['audit'])
})
