import { spawn } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { RunningServer } from '../../../../src/server/create-server.ts'
import { moveHealing } from '../../../../src/server/heal-steps/move-healing.ts'
import { joinHealing } from '../../../../src/server/history/healings/join-healing.ts'
import type { AnyJob, JobContext } from '../../../../src/server/queue/job.ts'
import { startServer } from '../../../support/server-under-test.ts'
import { newHealing, storeRun } from '../../../support/stored-run.ts'

let server: RunningServer
let seen: string[]

beforeAll(() => {
  seen = []
})

afterEach(async () => {
  await server.stop()
  seen = []
  const client = new pg.Client({ connectionString: process.env['DATABASE_URL'] })
  await client.connect()
  await client.query('DELETE FROM pgboss.job')
  await client.end()
})

const roles = { intake: false, jobs: true }
const RETRIES = { limit: 1, delaySeconds: 1 }

function start(
  run: (id: string, context: JobContext) => Promise<void>,
  over: Partial<AnyJob> = {},
  more: { readonly pollingSeconds?: number } = {},
): Promise<RunningServer> {
  const job = {
    name: 'handle-delivery' as const,
    expireInSeconds: 60,
    run: ({ deliveryId }: { deliveryId: string }, context: JobContext) => run(deliveryId, context),
  }
  const replacements = { jobs: [{ ...job, ...over } as AnyJob], queue: { superviseSeconds: 1, retries: RETRIES }, ...more }
  return startServer(replacements, { metrics: null }, roles)
}

const send = (id: string) => server.history.transaction((database) => server.queue.send(database, 'handle-delivery', { deliveryId: id }))
const until = (check: () => void | Promise<void>, timeout = 20_000) => vi.waitFor(check, { timeout, interval: 50 })

test('a job exists when, and only when, its transaction commits', async () => {
  server = await start(async (id) => void seen.push(id))
  const rolledBack = server.history.transaction(async (database) => {
    await server.queue.send(database, 'handle-delivery', { deliveryId: 'never' })
    throw new Error('rolled back')
  })
  await expect(rolledBack).rejects.toThrow('rolled back')
  await send('committed')
  await until(() => expect(seen).toEqual(['committed']))
})

test('a payload that does not fit its kind of job is not sent', async () => {
  server = await start(async () => {})
  const wrong = { deliveryId: 5 } as unknown as { deliveryId: string }
  await expect(server.history.transaction((database) => server.queue.send(database, 'handle-delivery', wrong))).rejects.toThrow()
})

test('of two jobs with the same payload one runs after the other, and those of others beside them', async () => {
  let running = 0
  let most = 0
  server = await start(async (id) => {
    if (id === 'same') most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 300))
    if (id === 'same') running -= 1
    seen.push(id)
  })
  for (const id of ['same', 'same', 'other', 'same']) await send(id)
  await until(() => expect(seen.filter((id) => id === 'same')).toHaveLength(3))
  expect(most).toBe(1)
  expect(seen.indexOf('other')).toBeLessThan(seen.lastIndexOf('same'))
})

test('a job may send its own successor', async () => {
  server = await start(async (id, { history, send: sendAgain }) => {
    seen.push(id)
    if (seen.length < 3) await sendAgain(history.database, 'handle-delivery', { deliveryId: id })
  })
  await send('again')
  await until(() => expect(seen).toEqual(['again', 'again', 'again']))
})

test('a job that keeps failing becomes a dead letter, and is tried again when it is replayed', async () => {
  let broken = true
  server = await start(async (id) => {
    seen.push(id)
    if (broken) throw new Error('still broken')
  })
  await send('dead')
  await until(async () => expect((await server.queue.counts()).map(({ name }) => name)).toContain('dead-letters'))
  expect(seen).toEqual(['dead', 'dead'])
  broken = false
  await until(async () => {
    const names = await server.queue.counts()
    expect(names.find(({ name }) => name === 'dead-letters')).toMatchObject({ waiting: 0, running: 0 })
  })
  expect(await server.queue.replayDeadLetters(server.history, 'triage')).toBe(0)
  expect(await server.queue.replayDeadLetters(server.history)).toBe(1)
  expect(await server.queue.replayDeadLetters(server.history)).toBe(0)
  await until(() => expect(seen).toEqual(['dead', 'dead', 'dead']))
})

test('a backlog is worked off without waiting for a look at the queue between two jobs', async () => {
  server = await start(async (id) => void seen.push(id), {}, { pollingSeconds: 3_600 })
  const ids = Array.from({ length: 120 }, (_, index) => `backlog ${index}`)
  await server.history.transaction((database) =>
    server.queue.sendAll(
      database,
      'handle-delivery',
      ids.map((deliveryId) => ({ deliveryId })),
    ),
  )
  await until(() => expect(seen.toSorted()).toEqual(ids.toSorted()))
})

test('of a batch, the job that fails is tried again, and no other', async () => {
  let failed = false
  server = await start(
    async (id) => {
      seen.push(id)
      if (id !== 'bad' || failed) return
      failed = true
      throw new Error('once')
    },
    { batch: 10, concurrency: 1 },
  )
  const all = ['one', 'bad', 'two'].map((deliveryId) => ({ deliveryId }))
  await server.history.transaction((database) => server.queue.sendAll(database, 'handle-delivery', all))
  await until(() => expect(seen.toSorted()).toEqual(['bad', 'bad', 'one', 'two']))
})

test('a job that was sent for later begins when it falls due, though no notice is given', async () => {
  server = await start(async (id) => void seen.push(id))
  await server.history.transaction((database) =>
    server.queue.send(database, 'handle-delivery', { deliveryId: 'later' }, { afterSeconds: 2 }),
  )
  await until(() => expect(seen).toEqual(['later']), 10_000) // a worker looks by itself after 30 s
})

test('a job whose time is up has its signal aborted', async () => {
  server = await start(
    async (id, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      seen.push(id)
    },
    { expireInSeconds: 1 },
  )
  await send('slow')
  await until(() => expect(seen).toContain('slow'))
})

test('a stop lets running jobs finish, and starts no other', async () => {
  server = await start(async (id) => {
    seen.push(`${id} began`)
    await new Promise((resolve) => setTimeout(resolve, 800))
    seen.push(`${id} ended`)
  })
  await send('job')
  await until(() => expect(seen).toEqual(['job began']))
  await server.stop()
  expect(seen).toEqual(['job began', 'job ended'])
})

test('a job that does not end in time is aborted by a stop and runs again elsewhere', async () => {
  server = await start(async (id, { signal }) => {
    seen.push(`${id} began`)
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  })
  await send('endless')
  await until(() => expect(seen).toEqual(['endless began']))
  const startedAt = Date.now()
  await server.queue.stop(1)
  expect(Date.now() - startedAt).toBeLessThan(5_000)
  await server.stop()
  server = await start(async (id) => void seen.push(`${id} again`))
  await until(() => expect(seen).toEqual(['endless began', 'endless again']))
})

test('a job of a worker that was killed runs again in another within seconds', async () => {
  server = await start(async (id) => void seen.push(id))
  await server.stop()
  const databaseUrl = process.env['DATABASE_URL'] ?? ''
  const worker = spawn(process.execPath, ['--import', './bin/tsx-hook.mjs', 'test/support/work-until-killed.ts', databaseUrl], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const began = once(worker.stdout, 'data')
  server = await startServer(
    { jobs: [{ name: 'handle-delivery', expireInSeconds: 600, run: async () => {} }] },
    { metrics: null },
    { intake: false, jobs: false },
  )
  await send('orphan')
  expect(String((await began)[0])).toBe('began\n')
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  await server.stop()
  server = await start(async (id) => void seen.push(id))
  await until(() => expect(seen).toEqual(['orphan']), 30_000)
})

test('a healing moves and its next job is sent together, or neither', async () => {
  const jobs: AnyJob[] = [{ name: 'triage', expireInSeconds: 60, run: async ({ healingId }) => void seen.push(healingId) }]
  server = await startServer({ jobs }, { metrics: null }, roles)
  const { history, queue } = server
  await storeRun(history.database)
  const { healing } = await history.transaction((database) => joinHealing(database, newHealing()))
  const context = { history, send: queue.send, now: () => new Date() }
  const waiting = { to: 'waiting', event: 'failure', next: { job: 'triage' } } as const
  const moved = await Promise.all([1, 2].map(() => moveHealing(context, healing, waiting)))
  expect(moved.filter((one) => one !== null)).toHaveLength(1)
  await until(() => expect(seen).toEqual([healing.id]))
  const [current] = moved.filter((one) => one !== null)
  if (!current) throw new Error('nobody moved it')
  const triaging = { to: 'triaging', event: 'failure' } as const
  await expect(moveHealing(context, current, { ...triaging, next: { job: 'deliver' } })).rejects.toThrow('no job deliver')
  expect(await moveHealing(context, current, triaging)).not.toBeNull() // so the failed call had left it where it was
})
