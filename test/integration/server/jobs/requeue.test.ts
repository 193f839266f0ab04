import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { RunningServer } from '../../../../src/server/create-server.ts'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { findDelivery, finishDelivery, recordDeliveries } from '../../../../src/server/history/deliveries.ts'
import { type HealingState, isFinished, HealingState as States } from '../../../../src/server/history/healings/healing-state.ts'
import { findHealing } from '../../../../src/server/history/healings/healings.ts'
import { joinHealing } from '../../../../src/server/history/healings/join-healing.ts'
import { requeue } from '../../../../src/server/jobs/requeue.ts'
import { createLog } from '../../../../src/server/log.ts'
import { createMetrics } from '../../../../src/server/metrics.ts'
import type { JobContext } from '../../../../src/server/queue/job.ts'
import { startServer } from '../../../support/server-under-test.ts'
import { newHealing, storeRun } from '../../../support/stored-run.ts'

const MINUTE_MS = 60_000
let server: RunningServer
let history: History
let minutes = 0
beforeAll(async () => {
  server = await startServer({}, { metrics: null }, { intake: false, jobs: false })
  history = server.history
})
beforeEach(async () => {
  minutes = 0
  await loseJobs()
})
afterAll(() => server.stop())

const away = async () => {
  throw new Error('GitHub is away')
}
const context = (): JobContext => ({
  ...{ history, send: server.queue.send, log: createLog('silent'), metrics: createMetrics(), serverEnvironment: {} },
  ...{ github: { installation: away, app: away }, signal: new AbortController().signal },
  now: () => new Date(Date.now() + minutes * MINUTE_MS),
})

/** A minute later nothing is left of the jobs that were sent. */
async function loseJobs(): Promise<void> {
  await history.database.$executeRawUnsafe('DELETE FROM pgboss.job')
}
async function look(): Promise<readonly string[]> {
  minutes += 1
  await requeue.run({}, context())
  const rows = await history.database.$queryRawUnsafe<{ name: string }[]>(
    "SELECT name FROM pgboss.job WHERE state = 'created' ORDER BY name",
  )
  return rows.map(({ name }) => name)
}

async function healingIn(state: HealingState) {
  await storeRun(history.database, { ingestedAt: new Date() })
  const { healing } = await history.transaction((database) => joinHealing(database, newHealing()))
  await history.database.healing.updateMany({ where: { id: healing.id }, data: { state } })
  return healing
}

const open = States.options.filter((state) => !isFinished(state))

test.each(open)(
  'a healing that is %s and has no job is requeued, and comes to an end if its jobs get lost again and again',
  async (state) => {
    const healing = await healingIn(state)
    const [first] = await look()
    const next = {
      received: 'triage',
      waiting: 'triage',
      triaging: 'triage',
      dispatching: 'dispatch',
      running: 'poll-run',
      collecting: 'collect',
    }
    expect(first).toBe(next[state as keyof typeof next] ?? 'deliver')
    expect(await look()).toHaveLength(1) // its job lives: it is not sent twice
    for (let looks = 0; looks < 30 && !isFinished((await findHealing(history.database, healing))?.state ?? 'done'); looks += 1) {
      await loseJobs()
      await look()
    }
    expect(await findHealing(history.database, healing)).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('its job was lost 5 times'),
    })
  },
)

test('a healing of a repository that Suture was removed from is cancelled', async () => {
  const healing = await healingIn('running')
  await history.database.repository.updateMany({ data: { removedAt: new Date() } })
  expect(await look()).toEqual([])
  expect(await findHealing(history.database, healing)).toMatchObject({ state: 'cancelled', finishedAt: expect.any(Date) })
})

test('a stored delivery without a job is handled, and one that is a day old has an outcome', async () => {
  const delivery = { event: 'push', action: null, installationId: 7, repositoryId: 1, payload: '{}' }
  await recordDeliveries(history.database, [{ id: 'lost', ...delivery, outcome: null }], new Date())
  expect(await look()).toEqual(['handle-delivery'])
  expect(await look()).toEqual(['handle-delivery'])
  await loseJobs()
  minutes += 25 * 60
  expect(await look()).toEqual([])
  const { outcome } = await history.database.delivery.findUniqueOrThrow({ where: { id: 'lost' } })
  expect(outcome).toBe('given up: its job was lost')
  expect((await findDelivery(history.database, 'lost'))?.processedAt).not.toBeNull()
})

test('a delivery that asks GitHub in a job of its own is not handled by another', async () => {
  const delivery = {
    id: 'alone',
    event: 'issue_comment',
    action: 'created',
    installationId: 7,
    repositoryId: 1,
    payload: '{}',
    outcome: null,
  }
  await recordDeliveries(history.database, [delivery], new Date())
  await history.transaction((database) => server.queue.send(database, 'handle-delivery-alone', { deliveryId: 'alone' }))
  expect(await look()).toEqual(['handle-delivery-alone'])
  await finishDelivery(history.database, 'alone', 'done', new Date())
})

test('a run that nobody reads is read, and one that is a day old is said to be unread', async () => {
  const run = await storeRun(history.database, { id: 11, startedAt: new Date(), completedAt: new Date() })
  expect(await look()).toEqual(['ingest'])
  expect(await look()).toEqual(['ingest'])
  await loseJobs()
  minutes += 25 * 60
  expect(await look()).toEqual([])
  const row = await history.database.ciRun.findFirstOrThrow({ where: { repositoryId: run.repositoryId, id: run.id } })
  expect(row.unreadReason).toContain('its job was lost')
})
