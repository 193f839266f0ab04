import { afterAll, beforeAll, expect, test } from 'vitest'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { countDispatches } from '../../../../src/server/history/healings/dispatches.ts'
import type { Healing } from '../../../../src/server/history/healings/healing.ts'
import { listHealingEvents } from '../../../../src/server/history/healings/healing-events.ts'
import type { HealingState } from '../../../../src/server/history/healings/healing-state.ts'
import {
  findHealing,
  findHealingByNonce,
  findHealingByRun,
  listOutdatedHealings,
  listStuckHealings,
} from '../../../../src/server/history/healings/healings.ts'
import { joinHealing, type NewHealing } from '../../../../src/server/history/healings/join-healing.ts'
import { amendHealing, type HealingChange, startGeneration, transition } from '../../../../src/server/history/healings/transition.ts'
import { newHealing, storeRun } from '../../../support/stored-run.ts'

let history: History
const now = new Date('2026-11-20T11:00:00Z')

beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
  await storeRun(history.database)
})

afterAll(() => history.close())

const join = (wanted: NewHealing) => history.transaction((database) => joinHealing(database, wanted))
const check = (checkRunId: number) => ({ name: `check ${checkRunId}`, checkRunId, app: 'github-actions' })

async function walk(healing: Healing, states: readonly HealingState[], change: HealingChange = {}): Promise<Healing> {
  let current = healing
  for (const state of states) {
    const moved = await transition(history.database, current, state, { event: `to ${state}`, now, change })
    if (!moved) throw new Error(`lost at ${state}`)
    current = moved
  }
  return current
}

test('of many failing checks at once one makes the healing and the others join it with their checks', async () => {
  const wanted = newHealing()
  const joined = await Promise.all([1, 2, 3, 4, 5].map((id) => join({ ...wanted, checks: [check(id)] })))
  expect(joined.filter(({ kind }) => kind === 'created')).toHaveLength(1)
  expect(new Set(joined.map(({ healing }) => healing.id)).size).toBe(1)
  const [first] = joined
  const stored = first && (await findHealing(history.database, first.healing))
  expect(stored?.checks.map(({ checkRunId }) => checkRunId).sort()).toEqual([1, 2, 3, 4, 5])
})

test('the same check twice is listed once', async () => {
  const wanted = newHealing({ checks: [check(9)] })
  await join(wanted)
  expect((await join(wanted)).healing.checks).toHaveLength(1)
})

test('another attempt of the same tree is another healing', async () => {
  const wanted = newHealing()
  const [first, second] = [await join(wanted), await join({ ...wanted, attempt: 2 })]
  expect(second.kind).toBe('created')
  expect(second.healing.id).not.toBe(first.healing.id)
})

test('of two workers that move a healing, one does and the other hears that it lost', async () => {
  const { healing } = await join(newHealing())
  const moved = await Promise.all([1, 2, 3].map(() => transition(history.database, healing, 'waiting', { event: 'race', now })))
  expect(moved.filter((one) => one !== null)).toHaveLength(1)
  const events = await listHealingEvents(history.database, healing)
  expect(events.map(({ from, to }) => [from, to])).toEqual([
    [null, 'received'],
    ['received', 'waiting'],
  ])
})

test('a step that the state machine does not know throws and changes nothing', async () => {
  const { healing } = await join(newHealing())
  await expect(transition(history.database, healing, 'delivering', { event: 'jump', now })).rejects.toThrow('from received to delivering')
  expect((await findHealing(history.database, healing))?.state).toBe('received')
})

test('a late failure opens the next generation, which has no dispatch yet and makes the old one lose', async () => {
  const wanted = newHealing()
  const { healing } = await join(wanted)
  const change = { dispatchNonce: 'n'.repeat(32), workflowRunId: 77, dispatchedAt: now }
  const running = await walk(healing, ['waiting', 'triaging', 'dispatching', 'running'], change)
  expect((await join(wanted)).kind).toBe('late')
  const next = await startGeneration(history.database, running, { event: 'late failure', now, waitUntil: now })
  expect(next).toMatchObject({ state: 'waiting', generation: 2, dispatchNonce: null, workflowRunId: null, finishedAt: null })
  expect(await transition(history.database, running, 'collecting', { event: 'report', now })).toBeNull()
  expect(await findHealingByNonce(history.database, 1, change.dispatchNonce)).toBeNull()
  expect((await join(wanted)).kind).toBe('joined')
})

test('a dispatched healing is found by its nonce and by its run, in its repository alone', async () => {
  const { healing } = await join(newHealing())
  const nonce = 'e'.repeat(32)
  await walk(healing, ['waiting', 'triaging', 'dispatching'], { dispatchNonce: nonce, workflowRunId: 4_711 })
  expect((await findHealingByNonce(history.database, 1, nonce))?.id).toBe(healing.id)
  expect((await findHealingByRun(history.database, 1, 4_711))?.id).toBe(healing.id)
  expect(await findHealingByNonce(history.database, 2, nonce)).toBeNull()
})

test('fields can be set without a step, unless the healing went on', async () => {
  const { healing } = await join(newHealing())
  expect(await amendHealing(history.database, healing, { commentId: 5_000_000_000 }, now)).toMatchObject({ commentId: 5_000_000_000 })
  await walk(healing, ['waiting'])
  expect(await amendHealing(history.database, healing, { commentId: 6 }, now)).toBeNull()
})

test('a new head finds the unfinished healings of its branch, and not those of a fork', async () => {
  const branch = { repositoryId: 1, headRepositoryId: 1, headBranch: 'feature' }
  const old = await join(newHealing({ headBranch: 'feature', headSha: 'b'.repeat(40) }))
  await join(newHealing({ headBranch: 'feature', headSha: 'b'.repeat(40), headRepositoryId: 2 }))
  const ended = await join(newHealing({ headBranch: 'feature', headSha: 'd'.repeat(40) }))
  await walk(ended.healing, ['failed'])
  const outdated = await listOutdatedHealings(history.database, { ...branch, headSha: 'c'.repeat(40) })
  expect(outdated.map(({ id }) => id)).toEqual([old.healing.id])
  expect(await listOutdatedHealings(history.database, { ...branch, headSha: 'b'.repeat(40) })).toEqual([])
})

test('healings that nothing moved for long are found, finished ones are not', async () => {
  const stuck = await join(newHealing())
  const done = await join(newHealing())
  await walk(stuck.healing, ['waiting'])
  await walk(done.healing, ['failed'])
  const ids = (await listStuckHealings(history.database, new Date(now.getTime() + 1))).map(({ id }) => id)
  expect(ids).toContain(stuck.healing.id)
  expect(ids).not.toContain(done.healing.id)
  expect(await listStuckHealings(history.database, now)).toEqual([])
})

test("counts running and recent dispatches of a repository and of all of its installation's", async () => {
  await storeRun(history.database, { repositoryId: 3 })
  await storeRun(history.database, { repositoryId: 4 })
  const dispatch = (nonce: string) => ({ dispatchNonce: nonce.repeat(32), dispatchedAt: now })
  const one = await join(newHealing({ repositoryId: 3, installationId: 5 }))
  const two = await join(newHealing({ repositoryId: 3, installationId: 5 }))
  await walk(one.healing, ['waiting', 'triaging', 'dispatching'], dispatch('1'))
  await walk(two.healing, ['waiting', 'triaging', 'dispatching', 'failed'], dispatch('2'))
  expect(await countDispatches(history.database, { repositoryId: 3 }, new Date(now.getTime() - 1))).toEqual({ running: 1, recent: 2 })
  expect(await countDispatches(history.database, { repositoryId: 3 }, new Date(now.getTime() + 1))).toEqual({ running: 1, recent: 0 })
  const three = await join(newHealing({ repositoryId: 4, installationId: 5 }))
  await walk(three.healing, ['waiting', 'triaging', 'dispatching'], dispatch('3'))
  const ofAll = { installationId: 5 }
  expect(await countDispatches(history.database, ofAll, new Date(now.getTime() - 1))).toEqual({ running: 2, recent: 3 })
  expect(await countDispatches(history.database, { installationId: 77 }, new Date(0))).toEqual({ running: 0, recent: 0 })
})
