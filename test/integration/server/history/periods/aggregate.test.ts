import { afterAll, beforeAll, expect, test } from 'vitest'
import { Settings } from '../../../../../src/config/settings.ts'
import type { CiRun } from '../../../../../src/server/history/ci-runs.ts'
import type { History } from '../../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../../src/server/history/connection/open-history.ts'
import { moveHistory } from '../../../../../src/server/history/move-history.ts'
import { aggregate, listUncounted, setUncounted } from '../../../../../src/server/history/periods/aggregate.ts'
import { listRunSpeeds, setRunSpeed } from '../../../../../src/server/history/periods/run-speeds.ts'
import { listTestPeriods } from '../../../../../src/server/history/periods/test-periods.ts'
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
