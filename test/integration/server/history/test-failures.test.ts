import { afterAll, beforeAll, expect, test } from 'vitest'
import { findLastGreenRun, listCiRunsOfCommit, saveCiRun } from '../../../../src/server/history/ci-runs.ts'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { declineSignature, findDeclined } from '../../../../src/server/history/declined-signatures.ts'
import { joinHealing } from '../../../../src/server/history/healings/join-healing.ts'
import { moveHistory } from '../../../../src/server/history/move-history.ts'
import { findQuarantined, giveQuarantine, liftQuarantines, listQuarantines } from '../../../../src/server/history/quarantines.ts'
import { testCaseId } from '../../../../src/server/history/test-case-id.ts'
import {
  findPassedLater,
  listExecutions,
  listOutcomesOfHealing,
  saveExecutions,
  type TestExecution,
} from '../../../../src/server/history/test-executions.ts'
import {
  joinFailures,
  listFailuresOfHealing,
  type ObservedFailure,
  saveFailures,
  setVerdicts,
} from '../../../../src/server/history/test-failures.ts'
import { newHealing, SIGNATURE_FIELDS, storeRun } from '../../../support/stored-run.ts'

let history: History
const at = new Date('2026-11-20T10:00:00Z')
const run = { repositoryId: 1, ciRunId: 10, attempt: 1, at }
const identity = (name: string) => ({ framework: 'pytest', testId: `a.py::${name}`, file: 'a.py', suite: '', name, parameters: null })

beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
  await storeRun(history.database)
})

afterAll(() => history.close())

function execution(name: string, outcome: TestExecution['outcome'], over: Partial<TestExecution> = {}): TestExecution {
  return { test: identity(name), job: 'test', variant: 'python=3.12', repetition: 0, outcome, durationMs: 1.5, source: 'report', ...over }
}

function failure(name: string, strict: string): ObservedFailure {
  const signature = { version: 1, loose: strict.slice(0, 1), strict, fields: SIGNATURE_FIELDS }
  const where = { job: 'test', variant: '', repetition: 0, line: 3 }
  return { test: identity(name), ...where, failureType: 'assertion_failed', message: 'assert 1 == 2', stack: '', signature }
}

test('20,000 executions are stored in bulk, and once however often they come', async () => {
  const many = Array.from({ length: 20_000 }, (_, index) => execution(`bulk_${index}`, 'passed'))
  expect(await saveExecutions(history.database, run, many)).toBe(20_000)
  expect(await saveExecutions(history.database, run, many)).toBe(0)
  expect(await history.database.testCase.count({ where: { name: { startsWith: 'bulk_' } } })).toBe(20_000)
})

test('variants and repetitions of a test are executions of their own', async () => {
  const executions = [
    execution('leg', 'passed'),
    execution('leg', 'failed', { variant: 'python=3.13' }),
    execution('leg', 'passed', { repetition: 1 }),
  ]
  expect(await saveExecutions(history.database, run, executions)).toBe(3)
  expect(await listExecutions(history.database, 1, testCaseId(identity('leg')), 10)).toHaveLength(3)
})

test('workers that store the same tests at once do not wait for each other for ever', async () => {
  const names = Array.from({ length: 400 }, (_, index) => execution(`shared_${index}`, 'passed'))
  const saves = [names, names.toReversed(), names].map((list, index) =>
    saveExecutions(history.database, { ...run, ciRunId: 100 + index }, list),
  )
  expect(await Promise.all(saves)).toEqual([400, 400, 400])
})

test('a later attempt that passed where the test had failed is found, in the same variant only', async () => {
  const first = { ...run, ciRunId: 20 }
  await saveExecutions(history.database, first, [execution('flaky', 'failed'), execution('broken', 'failed')])
  await saveExecutions(history.database, { ...first, attempt: 2 }, [
    execution('flaky', 'passed'),
    execution('broken', 'passed', { variant: 'other' }),
  ])
  expect(await findPassedLater(history.database, first)).toEqual([testCaseId(identity('flaky'))])
})

test('failures are stored once and join a healing once', async () => {
  const failures = [failure('b', 'x1'), failure('a', 'x2')]
  expect(await saveFailures(history.database, run, failures)).toBe(2)
  expect(await saveFailures(history.database, run, failures)).toBe(0)
  const { healing } = await history.transaction((database) => joinHealing(database, newHealing()))
  expect(await joinFailures(history.database, { repositoryId: 1, ciRunId: 10, attempt: 1 }, healing.id, 1)).toBe(2)
  expect(await joinFailures(history.database, { repositoryId: 1, ciRunId: 10, attempt: 1 }, healing.id, 2)).toBe(0)
  const stored = await listFailuresOfHealing(history.database, 1, healing.id)
  expect(stored.map(({ test: one }) => one.testId)).toEqual(['a.py::a', 'a.py::b'])
  expect(stored[0]).toMatchObject({ signature: failures[1]?.signature, generation: 1, verdict: null })
  await setVerdicts(history.database, 1, [{ id: stored[0]?.id ?? '', verdict: { verdict: 'flaky' } }])
  expect((await listFailuresOfHealing(history.database, 1, healing.id))[0]?.verdict).toEqual({ verdict: 'flaky' })
})

test('a test passed in the runs of a healing only where it passed in every leg that ran it', async () => {
  const [red, green] = [
    { ...run, ciRunId: 70 },
    { ...run, ciRunId: 71 },
  ]
  const [leg, other] = [{ variant: 'python=3.12' }, { variant: 'python=3.13' }]
  await storeRun(history.database, { id: 70 })
  await saveExecutions(history.database, red, [
    ...[execution('in_both', 'passed', leg), execution('in_both', 'passed', other)],
    ...[execution('in_one', 'passed', leg), execution('in_one', 'errored', other)],
    ...[execution('skipped_in_one', 'passed', leg), execution('skipped_in_one', 'skipped', other)],
    ...[execution('retried', 'failed', leg), execution('retried', 'passed', { ...leg, repetition: 1 })],
    ...[execution('skipped', 'skipped', leg), { ...execution('no_file', 'passed'), test: { ...identity('no_file'), file: null } }],
  ])
  await saveExecutions(history.database, { ...red, attempt: 2 }, [execution('in_both', 'failed', leg)])
  await saveExecutions(history.database, green, [execution('elsewhere', 'passed')])
  await saveFailures(history.database, red, [failure('in_one', 'z1')])
  const { healing } = await history.transaction((database) => joinHealing(database, newHealing()))
  await joinFailures(history.database, { repositoryId: 1, ciRunId: 70, attempt: 1 }, healing.id, 1)
  const outcomes = await listOutcomesOfHealing(history.database, healing, 10)
  expect(outcomes.map(({ file, name, outcome }) => [file, name, outcome])).toEqual([
    ['a.py', 'in_both', 'passed'],
    ['a.py', 'in_one', 'failed'],
    ['a.py', 'retried', 'failed'],
    ['a.py', 'skipped_in_one', 'passed'],
  ])
  expect(await listOutcomesOfHealing(history.database, healing, 2)).toEqual(outcomes.slice(0, 2))
})

test('a renamed test takes its executions and failures with it, and nothing that it has already', async () => {
  const { database } = history
  const [before, after] = [
    { ...run, ciRunId: 60 },
    { ...run, ciRunId: 61, at: new Date('2026-11-21T10:00:00Z') },
  ]
  const move = { from: testCaseId(identity('old_name')), to: testCaseId(identity('new_name')) }
  await storeRun(database, { id: 60 })
  await saveExecutions(database, before, [execution('old_name', 'failed'), execution('kept', 'passed')])
  await saveFailures(database, before, [failure('old_name', 'y1')])
  await saveExecutions(database, after, [execution('new_name', 'passed')])
  await moveHistory(database, 1, [move])
  expect((await listExecutions(database, 1, move.to, 10)).map(({ ciRunId, outcome }) => [ciRunId, outcome])).toEqual([
    [61, 'passed'],
    [60, 'failed'],
  ])
  expect(await database.testFailure.count({ where: { repositoryId: 1, testCaseId: move.to } })).toBe(1)
  expect(
    await database.testCase.findMany({ where: { id: { in: [move.from, move.to] } }, select: { id: true, firstSeenAt: true } }),
  ).toEqual([{ id: move.to, firstSeenAt: at }])
  await moveHistory(database, 1, [{ from: testCaseId(identity('kept')), to: testCaseId(identity('never seen')) }])
  expect(await listExecutions(database, 1, testCaseId(identity('kept')), 10)).toHaveLength(1)
})

test('a run that completed never opens again, whatever comes late, and keeps what was known', async () => {
  const done = await storeRun(history.database, { id: 30, headSha: 'c'.repeat(40), pullNumbers: [4] })
  await saveCiRun(history.database, {
    ...done,
    status: 'in_progress',
    conclusion: null,
    completedAt: null,
    testedTree: null,
    pullNumbers: [],
  })
  expect(await listCiRunsOfCommit(history.database, 1, 'c'.repeat(40))).toEqual([{ ...done, record: null }])
})

test('the last green push before a run is found, also within one second', async () => {
  const day = (n: number) => new Date(`2026-10-0${n}T00:00:00Z`)
  const store = (id: number, startedAt: Date, conclusion: string) => storeRun(history.database, { id, conclusion, startedAt })
  const first = await store(41, day(1), 'success')
  const second = await store(42, day(2), 'success')
  const red = await store(43, day(2), 'failure')
  const last = await store(44, day(3), 'failure')
  const before = async (run: typeof red) => (await findLastGreenRun(history.database, { headBranch: 'main', before: run }))?.id
  expect([await before(last), await before(red), await before(second), await before(first)]).toEqual([42, 42, 41, undefined])
})

const later = (days: number) => new Date(at.getTime() + days * 86_400_000)
const observed = (strictSignature: string) => ({ testId: 'a.py::q', strictSignature, looseSignature: strictSignature.slice(0, 1) })

test('a quarantine holds for its signature until it expires or is lifted, and any-value for the loose one', async () => {
  const common = {
    repositoryId: 1,
    framework: 'pytest',
    signatureVersion: 1,
    owner: 'octo',
    reason: 'known',
    createdBy: 'octo',
    createdAt: at,
  }
  const [same, other] = [observed('s1'), observed('s2')]
  const find = (now: Date) => findQuarantined(history.database, 1, [same, other], now)
  await giveQuarantine(history.database, { ...common, ...observed('s1'), anyValue: false, expiresAt: later(14) })
  expect([...(await find(later(1))).keys()]).toEqual([same])
  expect((await find(later(14))).size).toBe(0)
  await giveQuarantine(history.database, { ...common, ...observed('s1'), anyValue: true, expiresAt: later(14) })
  expect(await listQuarantines(history.database, 1, later(1))).toHaveLength(1)
  expect([...(await find(later(1))).keys()]).toEqual([same, other])
  expect(await liftQuarantines(history.database, 1, 'a.py::other', 'octo', later(2))).toEqual([])
  expect(await liftQuarantines(history.database, 1, 'a.py::q', 'octo', later(2))).toHaveLength(1)
  expect((await find(later(1))).size).toBe(0)
})

test("a remembered 'no' is about its failure alone, and can be said twice", async () => {
  const declined = {
    repositoryId: 1,
    signatureVersion: 1,
    anyValue: false,
    pullNumber: 5,
    declinedBy: 'octo',
    declinedAt: at,
    ...observed('d1'),
  }
  await declineSignature(history.database, declined)
  await declineSignature(history.database, { ...declined, pullNumber: 6 })
  const [same, other] = [observed('d1'), observed('d2')]
  const found = await findDeclined(history.database, 1, [same, other])
  expect([...found.keys()]).toEqual([same])
  expect(found.get(same)?.pullNumber).toBe(6)
})
