import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { RunningServer } from '../../../../src/server/create-server.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { upsertRepository } from '../../../../src/server/history/repositories.ts'
import type { AnyJob, Death, Job, JobContext } from '../../../../src/server/queue/job.ts'
import type { QueueSettings } from '../../../../src/server/queue/open-queue.ts'
import { startServer } from '../../../support/server-under-test.ts'

const QUICK = { superviseSeconds: 1, retries: { limit: 1, delaySeconds: 1 }, ends: { limit: 2, delaySeconds: 1 } }
const NO_INTAKE = { metrics: null }

let database: pg.Client
let server: RunningServer
let worker: ChildProcess | undefined
beforeAll(async () => {
  database = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await database.connect()
})
afterEach(async () => {
  worker?.kill('SIGKILL')
  await server.stop()
  await database.query('DELETE FROM pgboss.job')
})
afterAll(() => database.end())

type Parts = Pick<Job<'handle-delivery'>, 'run' | 'giveUp'>
const jobOf = (parts: Parts) => [{ name: 'handle-delivery', expireInSeconds: 600, ...parts }] as const
const start = (parts: Parts, { jobs = true, queue = {} }: { jobs?: boolean; queue?: QueueSettings } = {}) =>
  startServer({ jobs: jobOf(parts), queue: { ...QUICK, ...queue } }, NO_INTAKE, { intake: false, jobs })
const send = (id: string) => server.history.transaction((db) => server.queue.send(db, 'handle-delivery', { deliveryId: id }))
const until = (check: () => void | Promise<void>, timeout = 30_000) => vi.waitFor(check, { timeout, interval: 50 })

/** Kills a worker in the middle of its job. A missing heartbeat is noticed after ten seconds: here they are over at once. */
async function killInTheMiddle(): Promise<void> {
  const program = ['--import', './bin/tsx-hook.mjs', 'test/support/work-until-killed.ts', process.env['DATABASE_URL'] ?? '']
  const started = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] })
  worker = started
  await once(started.stdout, 'data')
  const gone = once(started, 'exit')
  started.kill('SIGKILL')
  await gone
  await database.query("UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute' WHERE state = 'active'")
  const lost = "SELECT 1 FROM pgboss.job WHERE name = 'handle-delivery' AND state = 'active'"
  await until(async () => expect((await database.query(lost)).rowCount).toBe(0))
  await database.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'")
}

test('a job whose worker was killed seven times has all of its tries left', async () => {
  server = await start({ run: async () => {} }, { jobs: false })
  await send('hunted')
  for (let kills = 1; kills <= 7; kills += 1) await killInTheMiddle()
  await server.stop()
  const tries: string[] = []
  const dead: Death[] = []
  server = await start({
    run: async ({ deliveryId }) => {
      tries.push(deliveryId)
      throw new Error('it does not work')
    },
    giveUp: async (_payload, death) => void dead.push(death),
  })
  await until(() => expect(dead).toHaveLength(1))
  expect(tries).toEqual(['hunted', 'hunted'])
  expect(dead).toEqual([{ why: 'it failed 2 times, the last time with: Error: it does not work', isLast: false }])
})

test('a job that kills its worker each time is given up, and that is said', async () => {
  const dead: Death[] = []
  const parts = { run: async () => {}, giveUp: async (_payload: unknown, death: Death) => void dead.push(death) }
  const queue = { losses: { limit: 1, delaySeconds: 1 } }
  server = await start(parts, { jobs: false, queue })
  await send('deadly')
  await killInTheMiddle()
  await killInTheMiddle()
  await server.stop()
  server = await start(parts, { queue })
  await until(() => expect(dead).toHaveLength(1))
  expect(dead[0]?.why).toBe('the process that did it was lost 2 times in the middle of it')
})

test('a worker that is stopped in the middle of a job uses up none of its tries', async () => {
  const began: string[] = []
  const endless = async (payload: { deliveryId: string }, { signal }: JobContext) => {
    began.push(payload.deliveryId)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  server = await start({ run: endless })
  await send('stopped')
  for (let stops = 1; stops <= 3; stops += 1) {
    await until(() => expect(began).toHaveLength(stops))
    await server.queue.stop(1)
    await server.stop()
    await database.query("UPDATE pgboss.job SET start_after = now() WHERE state = 'retry'")
    server = await start({ run: endless })
  }
  await until(() => expect(began).toHaveLength(4))
})

test('where GitHub is away a job has tries of their own, and all of ours once it is back', async () => {
  const away = Object.assign(new Error('502 from a proxy'), { status: 502 })
  const errors = [away, new Error('ours'), away, away, new Error('ours')]
  const dead: Death[] = []
  const parts: Parts = {
    run: async () => {
      const error = errors.shift()
      if (error) throw error
    },
    giveUp: async (_payload, death) => void dead.push(death),
  }
  server = await start(parts, { queue: { outages: { limit: 3, delaySeconds: 1, longestSeconds: 1 } } })
  await send('patient')
  await until(() => expect(dead).toEqual([{ why: 'it failed 5 times, the last time with: Error: ours', isLast: false }]))
  errors.push(away, away, away)
  await send('lucky')
  const done = "SELECT 1 FROM pgboss.job WHERE data->>'deliveryId' = 'lucky' AND data->'tries'->>'away' = '3' AND state = 'completed'"
  await until(async () => expect((await database.query(done)).rowCount).toBe(1))
  expect(dead).toHaveLength(1)
  errors.push(away, away, away, away)
  await send('forsaken')
  await until(() => expect(dead[1]?.why).toBe('it failed 4 times, the last time with: Error: 502 from a proxy'))
})

test('what a job was for is ended however often that fails, and the last time is told so', async () => {
  const dead: boolean[] = []
  server = await start({
    run: async () => {
      throw new Error('a token ghs_0123456789abcdefghij\nand more lines\0')
    },
    giveUp: async (_payload, { isLast, why }) => {
      dead.push(isLast)
      expect(why).toBe('it failed 2 times, the last time with: Error: a token [redacted]')
      if (!isLast) throw new Error('GitHub is away')
    },
  })
  await send('dead')
  await until(() => expect(dead).toEqual([false, false, true]))
})

test('repositories take turns, and so do installations', async () => {
  const ran: number[] = []
  const read: AnyJob = { name: 'ingest', expireInSeconds: 60, concurrency: 1, run: async ({ repositoryId }) => void ran.push(repositoryId) }
  const history = openHistory(process.env['DATABASE_URL'] ?? '')
  const owners = [
    [1, 1],
    [2, 1],
    [3, 2],
  ] as const
  for (const [id, installationId] of owners)
    await upsertRepository(
      history.database,
      { id, installationId, fullName: `o/r${id}`, defaultBranch: 'main', isPrivate: false },
      new Date(),
    )
  await history.close()
  server = await startServer({ jobs: [read], queue: QUICK }, NO_INTAKE, { intake: false, jobs: false })
  const order = [...Array.from({ length: 20 }, () => 1), 2, 3, 3]
  for (const [at, repositoryId] of order.entries())
    await server.history.transaction((db) =>
      server.queue.send(db, 'ingest', { installationId: 1, repositoryId, ciRunId: at + 1, attempt: 1 }),
    )
  await server.stop()
  server = await startServer({ jobs: [read], queue: QUICK }, NO_INTAKE, { intake: false, jobs: true })
  await until(() => expect(ran).toHaveLength(order.length))
  expect(ran.slice(0, 5)).toEqual([1, 3, 1, 2, 3])
  expect(ran.slice(5).every((repositoryId) => repositoryId === 1)).toBe(true)
})
