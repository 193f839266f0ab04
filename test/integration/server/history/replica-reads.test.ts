import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { startEmbeddedPostgres } from '../../../../src/server/history/connection/embedded-postgres.ts'
import { migrate } from '../../../../src/server/history/connection/migrate.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { findRepository, upsertRepository } from '../../../../src/server/history/repositories.ts'
import { type Standby, startStandby } from '../../../support/standby.ts'

const CHECK_MS = 200
let primary: Awaited<ReturnType<typeof startEmbeddedPostgres>>
let standby: Standby
let replica: pg.Client
let history: History
const heard: string[] = []

beforeAll(async () => {
  primary = await startEmbeddedPostgres()
  await migrate(primary.url)
  standby = await startStandby(primary.url)
  replica = await connected()
  const onChange = (state: string, why: string) => heard.push(why === '' ? state : `${state}: ${why}`)
  history = openHistory(primary.url, { replica: { url: standby.url, onChange, checkMs: CHECK_MS } })
}, 60_000)
afterAll(async () => {
  await replica?.end().catch(() => {})
  await history?.close()
  await standby?.remove()
  await primary?.stop()
})

async function connected(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: standby.url })
  client.on('error', () => {}) // it is stopped under its clients
  await client.connect()
  return client
}

const save = (id: number) => {
  const repository = { id, installationId: 1, fullName: `octo/r${id}`, defaultBranch: 'main', isPrivate: false }
  return upsertRepository(history.database, repository, new Date())
}
const nameOf = async (id: number) => (await findRepository(history.reads, id))?.fullName ?? null
const isReplica = async () => (await history.reads.$queryRaw<{ here: boolean }[]>`SELECT pg_is_in_recovery() AS here`)[0]?.here ?? null
const soon = { timeout: 20_000, interval: 50 }

test('reads go to the replica while it keeps up, and to the primary while it lags or is away, which is said once', async () => {
  await save(1)
  await expect.poll(isReplica, soon).toBe(true)
  await expect.poll(() => nameOf(1), soon).toBe('octo/r1')
  expect(heard).toEqual(['used'])

  await replica.query('SELECT pg_wal_replay_pause()')
  await save(2)
  await expect.poll(isReplica, soon).toBe(false)
  expect(await nameOf(2)).toBe('octo/r2')
  await new Promise((resolve) => setTimeout(resolve, 4 * CHECK_MS))
  expect(heard.slice(1)).toEqual([expect.stringMatching(/^left: it is \d+ bytes behind/)])

  await replica.query('SELECT pg_wal_replay_resume()')
  await expect.poll(isReplica, soon).toBe(true)
  expect(await nameOf(2)).toBe('octo/r2')

  await standby.stop()
  expect(await nameOf(1)).toBe('octo/r1') // the very next read finds it away
  expect(await isReplica()).toBe(false)
  expect(heard.slice(3)).toEqual([expect.stringContaining('left: ')])

  await standby.start()
  await expect.poll(isReplica, soon).toBe(true)
  expect(heard.map((line) => line.split(':')[0])).toEqual(['used', 'left', 'used', 'left', 'used'])
})
