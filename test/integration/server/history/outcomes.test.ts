import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit, recordAudit } from '../../../../src/server/history/audit.ts'
import { type CiJob, listCiJobs, saveCiJobs } from '../../../../src/server/history/ci-jobs.ts'
import { findCiRun } from '../../../../src/server/history/ci-runs.ts'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import {
  findDelivery,
  finishDelivery,
  knownDeliveries,
  lockOpenDeliveries,
  payloadBytes,
  recordDeliveries,
  reopenDelivery,
} from '../../../../src/server/history/deliveries.ts'
import type { Healing } from '../../../../src/server/history/healings/healing.ts'
import { joinHealing } from '../../../../src/server/history/healings/join-healing.ts'
import {
  decidePullRequest,
  findPullRequest,
  listPullRequests,
  reopenPullRequest,
  savePullRequest,
} from '../../../../src/server/history/healings/pull-request-outcomes.ts'
import { listRepairs, type NewRepair, offerRepairs, saveRepairs } from '../../../../src/server/history/healings/repairs.ts'
import { transition } from '../../../../src/server/history/healings/transition.ts'
import { countHealingsOfSignatures, joinFailures, saveFailures } from '../../../../src/server/history/test-failures.ts'
import { newHealing, SIGNATURE_FIELDS, storeRun } from '../../../support/stored-run.ts'

let history: History
let healing: Healing
const now = new Date('2026-11-20T11:00:00Z')

beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
  await storeRun(history.database)
  healing = (await history.transaction((database) => joinHealing(database, newHealing()))).healing
})

afterAll(() => history.close())

function repair(over: Partial<NewRepair> = {}): NewRepair {
  const found = { strategy: 'rename_symbol', tier: 'A', oracle: 'preserved', origin: 'rule', confidence: 0.9 } as const
  const of = { repositoryId: 1, healingId: healing.id, generation: 1, testIds: ['a.py::a'], strictSignatures: ['s1'] }
  return { ...found, ...of, offered: true, reason: null, detail: { changes: [] }, pullNumber: null, ...over }
}

test("a generation's repairs are stored once however often its job runs, and know their pull request", async () => {
  const both = [repair(), repair({ offered: false, reason: 'tier C' })]
  await saveRepairs(history.database, healing, both)
  await saveRepairs(history.database, healing, both)
  await offerRepairs(history.database, healing, 12)
  const stored = await listRepairs(history.database, healing)
  expect(stored.map(({ offered, pullNumber }) => [offered, pullNumber]).sort()).toEqual([
    [false, null],
    [true, 12],
  ])
  expect(stored[0]).toMatchObject({ strategy: 'rename_symbol', testIds: ['a.py::a'], detail: { changes: [] } })
})

test('a pull request is stored once, decided once, and undecided again when it is reopened', async () => {
  const opened = {
    repositoryId: 1,
    pullNumber: 12,
    healingId: healing.id,
    generation: 1,
    branch: 'suture/heal/x',
    baseBranch: 'main',
    headSha: 'b'.repeat(40),
    openedAt: now,
  }
  await savePullRequest(history.database, opened)
  await savePullRequest(history.database, { ...opened, branch: 'another' })
  expect(await findPullRequest(history.database, 1, 12)).toEqual({ ...opened, outcome: 'open', decidedBy: null, decidedAt: null })
  const decide = (outcome: 'closed' | 'merged') => decidePullRequest(history.database, 1, 12, { outcome, by: 'octocat', at: now })
  expect(await Promise.all([decide('closed'), decide('closed')]).then((both) => both.filter(Boolean))).toHaveLength(1)
  expect(await decide('merged')).toBe(false)
  await reopenPullRequest(history.database, 1, 12)
  expect(await decide('merged')).toBe(true)
  await reopenPullRequest(history.database, 1, 12) // what was merged stays merged
  expect(await listPullRequests(history.database, healing)).toMatchObject([{ outcome: 'merged', decidedBy: 'octocat' }])
})

test('jobs of a run are made and renewed', async () => {
  const job: CiJob = {
    repositoryId: 1,
    id: 9_000_000_001,
    ciRunId: 10,
    attempt: 1,
    name: 'test (3.12)',
    variant: 'python=3.12',
    status: 'in_progress',
    conclusion: null,
    runner: null,
    class: null,
    startedAt: now,
    completedAt: null,
  }
  await saveCiJobs(history.database, [job])
  const done = { ...job, status: 'completed', conclusion: 'failure', class: 'test_failure' }
  await saveCiJobs(history.database, [done])
  expect(await listCiJobs(history.database, 1, 10, 1)).toEqual([done])
  expect(await findCiRun(history.database, { repositoryId: 1, id: 10, attempt: 2 })).toBeNull()
})

test('counts the dispatched healings of a signature, each once', async () => {
  const signature = { version: 1, loose: 'l', strict: 'counted', fields: SIGNATURE_FIELDS }
  const identity = (name: string) => ({ framework: 'pytest', testId: `a.py::${name}`, file: 'a.py', suite: '', name, parameters: null })
  const failure = { job: '', variant: '', repetition: 0, failureType: 'key_error', message: '', stack: '', line: null, signature } as const
  const run = { repositoryId: 1, ciRunId: 10, attempt: 1 }
  await saveFailures(history.database, { ...run, at: now }, [
    { ...failure, test: identity('x') },
    { ...failure, test: identity('y') },
  ])
  await joinFailures(history.database, run, healing.id, 1)
  expect(await countHealingsOfSignatures(history.database, 1, ['counted'])).toEqual(new Map())
  let current = healing
  for (const state of ['waiting', 'triaging', 'dispatching'] as const)
    current = (await transition(history.database, current, state, { event: state, now, change: { dispatchedAt: now } })) ?? current
  expect(await countHealingsOfSignatures(history.database, 1, ['counted', 'other'])).toEqual(new Map([['counted', 1]]))
  expect(await countHealingsOfSignatures(history.database, 2, ['counted'])).toEqual(new Map())
})

const newDelivery = (id: string) => ({
  ...{ id, event: 'push', action: null, installationId: null, repositoryId: null },
  ...{ payload: '{}', outcome: null },
})

test('of the deliveries that GitHub lists, those that were missed can be told', async () => {
  await recordDeliveries(history.database, [newDelivery('here')], now)
  expect(await knownDeliveries(history.database, ['here', 'missed'])).toEqual(new Set(['here']))
})

test('a payload with a NUL escape is stored as it came', async () => {
  const payload = '{"text":"a\\u0000b"}'
  const ids = { installationId: 1, repositoryId: 5_000_000_000 }
  await recordDeliveries(history.database, [{ ...newDelivery('nul'), ...ids, payload }], now)
  expect(await findDelivery(history.database, 'nul')).toMatchObject({ ...ids, payload, processedAt: null })
})

test('of deliveries that are stored together, those that were there and those that come twice are told', async () => {
  await recordDeliveries(history.database, [newDelivery('known')], now)
  const together = [newDelivery('known'), newDelivery('new'), newDelivery('new'), { ...newDelivery('settled'), outcome: 'no command' }]
  expect(await recordDeliveries(history.database, together, now)).toEqual(new Set(['new', 'settled']))
  expect(await recordDeliveries(history.database, [], now)).toEqual(new Set())
  expect(await findDelivery(history.database, 'settled')).toMatchObject({ processedAt: now })
})

test('a delivery is done once, until it is opened again', async () => {
  await recordDeliveries(history.database, [newDelivery('once')], now)
  const open = async () => (await lockOpenDeliveries(history.database, ['once', 'unknown'])).map(({ id }) => id)
  expect(await open()).toEqual(['once'])
  await finishDelivery(history.database, 'once', 'done', now)
  await finishDelivery(history.database, 'once', 'done again', new Date(now.getTime() + 1))
  expect(await findDelivery(history.database, 'once')).toMatchObject({ processedAt: now })
  expect(await open()).toEqual([])
  await reopenDelivery(history.database, 'once')
  expect(await open()).toEqual(['once'])
  expect(await payloadBytes(history.database, ['once', 'unknown'])).toBe(2)
  expect(await payloadBytes(history.database, ['unknown'])).toBe(0)
})

test('the audit lists who did what, newest first', async () => {
  const entry = { repositoryId: 1, actor: 'octocat', action: 'quarantine.give', subject: 'a.py::a', detail: { days: 14 } }
  await recordAudit(history.database, { ...entry, at: now })
  await recordAudit(history.database, { ...entry, action: 'quarantine.lift', at: new Date(now.getTime() + 1) })
  expect((await listAudit(history.database, 1)).map(({ action }) => action)).toEqual(['quarantine.lift', 'quarantine.give'])
  expect(await listAudit(history.database, 2)).toEqual([])
})
