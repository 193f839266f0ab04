import { afterAll, beforeAll, expect, test } from 'vitest'
import { Settings } from '../../../../../src/config/settings.ts'
import type { CiRun } from '../../../../../src/server/history/ci-runs.ts'
import type { History } from '../../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../../src/server/history/connection/open-history.ts'
import { moveHistory } from '../../../../../src/server/history/move-history.ts'
import { aggregate, listUncounted, setUncounted } from '../../../../../src/server/history/periods/aggregate.ts'
import { listRepositoryPeriods } from '../../../../../src/server/history/periods/repository-periods.ts'
import { listRunSpeeds, setRunSpeed } from '../../../../../src/server/history/periods/run-speeds.ts'
import { listSignificant } from '../../../../../src/server/history/periods/significant-executions.ts'
import { findTestSummaries, listSummarised, renewSummaries } from '../../../../../src/server/history/periods/summaries.ts'
import { listTestPeriods } from '../../../../../src/server/history/periods/test-periods.ts'
import { makePartitions } from '../../../../../src/server/history/retention/partitions.ts'
import { applyRetention } from '../../../../../src/server/history/retention/retention.ts'
import { testCaseId } from '../../../../../src/server/history/test-case-id.ts'
import { saveExecutions, type TestExecution } from '../../../../../src/server/history/test-executions.ts'
import { storeRun } from '../../../../support/stored-run.ts'

let history: History
const { signal } = new AbortController()
const identity = (name: string) => ({ framework: 'pytest', testId: `a.py::${name}`, file: 'a.py', suite: '', name, parameters: null })
const idOf = (name: string) => testCaseId(identity(name))

beforeAll(() => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
})

afterAll(() => history.close())

type Outcome = Partial<TestExecution> & Pick<TestExecution, 'outcome'>
let lastRun = 100

/** One run that was read: what each test did in it. Every call without an id is another run of another commit. */
async function read(startedAt: string, tests: Readonly<Record<string, readonly Outcome[]>>, over: Partial<CiRun> = {}) {
  lastRun += 1
  const at = new Date(startedAt)
  const headSha = String(over.id ?? lastRun).padStart(40, '0')
  const run = await storeRun(history.database, { id: lastRun, headSha, testedTree: headSha, startedAt: at, ingestedAt: at, ...over })
  const executions = Object.entries(tests).flatMap(([name, outcomes]) =>
    outcomes.map((one, repetition): TestExecution => {
      return { test: identity(name), job: '', variant: '', repetition, durationMs: 10, source: 'report', ...one }
    }),
  )
  await saveExecutions(history.database, { ...run, ciRunId: run.id, at }, executions)
  await setRunSpeed(history.database, run)
  await setUncounted(history.database, run)
  return run
}

const add = (length: 'daily' | 'hourly' = 'daily', repositoryId = 1) => aggregate(history, repositoryId, length, new Date(), signal)

async function periodsOf(name: string, repositoryId = 1) {
  const range = { since: new Date('2020-01-01'), until: new Date('2030-01-01'), testCaseIds: [idOf(name)] }
  const rows = await listTestPeriods(history.database, repositoryId, range)
  return rows.map(({ testCaseId: _, periodStart, ...rest }) => ({ start: periodStart.toISOString().slice(0, 13), ...rest }))
}

const passed = (durationMs: number): Outcome => ({ outcome: 'passed', durationMs })

test('executions are added up by test and day of UTC; a run that is read twice counts once', async () => {
  const first = await read('2026-11-20T00:00:00Z', { a: [passed(10)], b: [{ outcome: 'skipped', durationMs: 0 }] })
  await read('2026-11-20T23:59:59Z', { a: [passed(30)], b: [{ outcome: 'errored' }] })
  await read('2026-11-21T00:00:00Z', { a: [passed(50)] })
  expect(await listUncounted(history.database)).toEqual([1])
  expect(await add()).toHaveLength(2)
  expect(await listUncounted(history.database)).toEqual([])
  const day = { start: '2026-11-20T00', executions: 2, passed: 2, failed: 0, skipped: 0, flaky: 0, durationCount: 2, durationSumMs: 40 }
  const next = { ...day, start: '2026-11-21T00', executions: 1, passed: 1, durationCount: 1, durationSumMs: 50 }
  const expected = [
    { ...day, durationP50Ms: 20, durationP95Ms: 29 },
    { ...next, durationP50Ms: 50, durationP95Ms: 50 },
  ]
  expect(await periodsOf('a')).toEqual(expected)
  expect(await periodsOf('b')).toMatchObject([{ executions: 2, failed: 1, skipped: 1, durationCount: 0, durationP50Ms: null }])
  await saveExecutions(history.database, { ...first, ciRunId: first.id, at: first.startedAt }, [
    { test: identity('a'), job: '', variant: '', repetition: 0, durationMs: 10, source: 'report', outcome: 'passed' },
  ])
  await setUncounted(history.database, first)
  expect(await add()).toHaveLength(1)
  expect(await periodsOf('a')).toEqual(expected)
})

test('a test has a summary of its last 30 days, which goes on without it, and a repository its totals by day', async () => {
  const [other, now] = [{ repositoryId: 3 }, new Date('2026-12-01T12:00:00Z')]
  await read('2026-11-01T00:00:00Z', { sum: [{ outcome: 'failed' }] }, other)
  await read('2026-11-02T00:00:00Z', { sum: [passed(10)], rare: [passed(10)] }, other)
  await read('2026-11-30T00:00:00Z', { sum: [{ outcome: 'errored' }, passed(30)] }, other)
  await aggregate(history, 3, 'daily', now, signal)
  const find = (name: string) => findTestSummaries(history.database, 3, [idOf(name)])
  const last = { lastOutcome: 'passed', lastAt: new Date('2026-11-30'), lastFailedAt: new Date('2026-11-30') }
  const rates = { failureRate: 1 / 3, flakeRate: 0 }
  const durations = { durationSumMs: 40, durationP50Ms: 20, durationP95Ms: 20 }
  expect(await find('sum')).toMatchObject([{ executions: 3, passed: 2, failed: 1, skipped: 0, flaky: 0, ...rates, ...durations, ...last }])
  const later = new Date('2026-12-10T00:00:00Z')
  expect(await listSummarised(history.database, later)).toContain(3)
  expect(await renewSummaries(history.database, 3, later)).toBe(2)
  expect(await find('sum')).toMatchObject([{ executions: 2, failureRate: 0.5, durationP50Ms: 30, ...last }])
  expect(await find('rare')).toMatchObject([{ executions: 0, failureRate: null, durationP50Ms: null, lastOutcome: 'passed' }])
  const days = await listRepositoryPeriods(history.database, 3, new Date('2026-11-02'), new Date('2026-12-01'))
  const counts = { runs: 1, executions: 2, skipped: 0, flaky: 0 }
  expect(days).toEqual([
    { ...counts, periodStart: new Date('2026-11-02'), tests: 2, passed: 2, failed: 0, durationSumMs: 20 },
    { ...counts, periodStart: new Date('2026-11-30'), tests: 1, passed: 1, failed: 1, durationSumMs: 30 },
  ])
})

test('a failure that the log tells as well as the report is one execution', async () => {
  const log = { outcome: 'failed', job: 'test', source: 'log', durationMs: null } as const
  await read('2026-11-01T00:00:00Z', { told: [{ outcome: 'failed' }, log], logged: [log] })
  await add()
  expect(await periodsOf('told')).toMatchObject([{ executions: 1, failed: 1 }])
  expect(await periodsOf('logged')).toMatchObject([{ executions: 1, failed: 1 }])
})

test('a failure is flaky where the same tree passed: in a later attempt, also of the next day, or in a repetition of one job', async () => {
  const job = { job: 'test' }
  const first = await read('2026-11-02T23:00:00Z', {
    flake: [{ outcome: 'failed' }],
    broken: [{ outcome: 'failed' }],
    leg: [{ outcome: 'passed' }, { outcome: 'failed' }],
    repeated: [
      { outcome: 'failed', ...job },
      { outcome: 'passed', ...job },
    ],
  })
  await add()
  expect(await periodsOf('flake')).toMatchObject([{ failed: 1, flaky: 0 }])
  expect(await periodsOf('repeated')).toMatchObject([{ passed: 1, failed: 1, flaky: 1 }])
  const again = { id: first.id, attempt: 2, headSha: first.headSha, testedTree: first.testedTree }
  const both = [{ outcome: 'passed' }, { outcome: 'failed' }] as const
  await read('2026-11-03T01:00:00Z', { flake: [{ outcome: 'passed' }], broken: [{ outcome: 'failed' }], leg: both }, again)
  expect(await add()).toHaveLength(2)
  expect(await periodsOf('flake')).toMatchObject([
    { failed: 1, flaky: 1 },
    { passed: 1, flaky: 0 },
  ])
  expect(await periodsOf('broken')).toMatchObject([{ flaky: 0 }, { flaky: 0 }])
  expect(await periodsOf('leg')).toMatchObject([
    { failed: 1, flaky: 0 },
    { failed: 1, flaky: 0 },
  ])
})

test('HISTORY_AGGREGATION_INTERVAL says how long a period is; a day that is counted anew has periods of one length', async () => {
  const { HISTORY_AGGREGATION_INTERVAL: length } = Settings.parse({ HISTORY_AGGREGATION_INTERVAL: 'hourly' })
  const run = await read('2026-11-04T09:10:00Z', { h: [passed(1)] })
  await add()
  expect((await periodsOf('h')).map(({ start }) => start)).toEqual(['2026-11-04T00'])
  await read('2026-11-04T09:50:00Z', { h: [passed(1)] })
  await read('2026-11-04T23:00:00Z', { h: [passed(1)] })
  await setUncounted(history.database, run)
  await add(length)
  expect(await periodsOf('h')).toMatchObject([
    { start: '2026-11-04T09', executions: 2 },
    { start: '2026-11-04T23', executions: 1 },
  ])
})

test('a run has the speed of its machine, told by the days before; of too few tests there is none', async () => {
  const names = ['s1', 's2', 's3', 's4', 's5', 's6']
  const tests = (ms: number) => Object.fromEntries(names.map((name, index) => [name, [passed(ms * (index + 1))]]))
  const other = { repositoryId: 2 }
  for (const day of ['01', '02', '03']) {
    await read(`2026-10-${day}T00:00:00Z`, tests(10), other)
    await add('daily', 2)
  }
  await read('2026-10-04T00:00:00Z', { ...tests(20), s6: [passed(600)] }, other)
  await read('2026-10-04T01:00:00Z', { s1: [passed(20)] }, other)
  const speeds = await listRunSpeeds(history.database, 2, new Date('2026-10-01'), new Date('2026-10-05'))
  expect(speeds.map(({ speed }) => speed)).toEqual([null, 1, 1, 2, null])
})

test('a test that is renamed takes its periods with it', async () => {
  await read('2026-11-05T00:00:00Z', { old: [passed(1)] })
  await add()
  await read('2026-11-06T00:00:00Z', { renamed: [passed(1)] })
  await moveHistory(history.database, 1, [{ from: idOf('old'), to: idOf('renamed') }])
  await add()
  expect((await periodsOf('renamed')).map(({ start }) => start)).toEqual(['2026-11-05T00', '2026-11-06T00'])
  expect(await periodsOf('old')).toEqual([])
})

test('executions that say something are kept by themselves: failures, flakes, the first, changes, slow ones; the last when its day goes', async () => {
  const other = { repositoryId: 4 }
  const reasons = async (name: string) => {
    const rows = await listSignificant(history.database, 4, idOf(name), 20)
    return rows.map(({ at, reasons: why }) => `${at.toISOString().slice(0, 13)} ${[...why].sort()}`)
  }
  const day = async (at: string, tests: Readonly<Record<string, readonly Outcome[]>>, over: Partial<CiRun> = {}) => {
    const run = await read(at, tests, { ...other, ...over })
    await aggregate(history, 4, 'daily', new Date('2026-11-20'), signal)
    return run
  }
  const failed = [{ outcome: 'failed' }] as const
  await day('2026-11-11T00:00:00Z', { up: [passed(100)], down: [passed(100)], slow: [passed(100)] })
  const red = await day('2026-11-12T00:00:00Z', { up: failed, down: failed, slow: [passed(150)] })
  await day('2026-11-12T01:00:00Z', { up: [passed(100)] }, { id: red.id, attempt: 2, headSha: red.headSha, testedTree: red.testedTree })
  await day('2026-11-12T02:00:00Z', { down: [passed(100)] }, { headBranch: 'feature' })
  await day('2026-11-14T00:00:00Z', { up: [passed(100)], down: failed, slow: [passed(400)] })
  await day('2026-11-15T00:00:00Z', { down: [passed(100)] })
  expect(await reasons('up')).toEqual(['2026-11-12T01 changed', '2026-11-12T00 changed,failed,flaky', '2026-11-11T00 first'])
  const down = ['2026-11-15T00 changed', '2026-11-14T00 failed', '2026-11-12T00 changed,failed', '2026-11-11T00 first']
  expect(await reasons('down')).toEqual(down)
  expect(await reasons('slow')).toEqual(['2026-11-14T00 slow', '2026-11-11T00 first'])
  await history.transaction((database) => makePartitions(database, [new Date('2026-11-14'), new Date('2026-11-15')]))
  await applyRetention(history.database, new Date('2026-11-20'), 5)
  expect(await reasons('up')).toContain('2026-11-14T00 last')
  expect(await reasons('down')).toEqual(down)
  expect(await history.database.testExecution.count({ where: { ...other, at: { lt: new Date('2026-11-15') } } })).toBe(0)
  expect((await periodsOf('up', 4)).map(({ start }) => start)).toEqual(['2026-11-11T00', '2026-11-12T00', '2026-11-14T00'])
})
