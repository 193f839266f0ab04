import { describe, expect, it } from 'vitest'
import type { JobRecord, LogRecord } from '../../../src/model/runs/run-record.ts'
import type { GateFacts, GateFailure, GateQuarantine, GateRun } from '../../../src/server/gate/gate-facts.ts'
import { judgeGate } from '../../../src/server/gate/judge-gate.ts'
import { newestRuns } from '../../../src/server/gate/listed-workflows.ts'
import { renderGateCheck } from '../../../src/server/render/gate/gate-check.ts'

const LOG: LogRecord = { tests: 100, truncated: false, unread: null, failedStep: { failed: 1, stated: 1, besides: null } }
const logOf = (over: Partial<LogRecord>): LogRecord => ({ ...LOG, ...over })
const stepOf = (over: Partial<NonNullable<LogRecord['failedStep']>>) =>
  logOf({ failedStep: { failed: 1, stated: 1, besides: null, ...over } })
const jobOf = (over: Partial<JobRecord> = {}): JobRecord => ({
  ...{ name: 'test', url: 'https://github.invalid/job', conclusion: 'failure', failedSteps: ['Run tests'], log: LOG },
  ...over,
})
const failureOf = (over: Partial<GateFailure> = {}): GateFailure => ({
  ...{ testId: 'a.py::t', file: 'a.py', job: 'test', strictSignature: 's1', looseSignature: 'l1', message: 'E no' },
  ...over,
})
const quarantineOf = (over: Partial<GateQuarantine> = {}): GateQuarantine => ({
  ...{ id: 'q', testId: 'a.py::t', strictSignature: 's1', looseSignature: 'l1', anyValue: false, owner: 'mona', reason: 'slow' },
  ...{ issue: null, until: new Date('2026-12-15T00:00:00Z'), hasEnded: false },
  ...over,
})
const GREEN_JOB = jobOf({ conclusion: 'success', failedSteps: [], log: logOf({ failedStep: null }) })
const earlierOf = (...jobs: readonly JobRecord[]): GateRun['earlier'] => ({
  url: 'https://github.invalid/earlier',
  record: { jobs: [...jobs], reports: [], lost: [] },
})
const runOf = (over: Partial<GateRun> = {}): GateRun => ({
  ...{ name: 'ci', event: 'pull_request', url: 'https://github.invalid/run', isCompleted: true, conclusion: 'failure', isRead: true },
  ...{ unread: null, jobs: [jobOf()], reports: [], lost: [], failures: [failureOf()], earlier: earlierOf(GREEN_JOB) },
  ...over,
})
const judged = (runs: readonly GateRun[], quarantines: readonly GateQuarantine[] = [quarantineOf()], over: Partial<GateFacts> = {}) =>
  judgeGate({ workflows: [{ listed: 'ci.yml', runs }], quarantines, minTests: 0.9, isLate: false, ...over })
const job = (over: Partial<JobRecord>) => runOf({ jobs: [jobOf(over)] })

describe('the gate is green', () => {
  it.each([
    ['where nothing failed', [runOf({ conclusion: 'success', jobs: [GREEN_JOB], failures: [] })], []],
    ['where all that failed is quarantined', [runOf()], [quarantineOf()]],
    [
      'for another value where any will do',
      [runOf({ failures: [failureOf({ strictSignature: 's2' })] })],
      [quarantineOf({ anyValue: true })],
    ],
    ['where a job may fail by the workflow itself', [runOf({ conclusion: 'success' })], []],
    [
      'where a condition skipped a job',
      [runOf({ conclusion: 'success', jobs: [jobOf({ conclusion: 'skipped', log: null })], failures: [] })],
      [],
    ],
    ['with a tenth fewer tests', [runOf({ conclusion: 'success', jobs: [{ ...GREEN_JOB, log: logOf({ tests: 90 }) }], failures: [] })], []],
    ['where nothing is known of before', [runOf({ earlier: null })], [quarantineOf()]],
  ] as const)('%s', (_, runs, quarantines) => {
    expect(judged(runs, quarantines)).toMatchObject({ state: 'green', red: [], waitingFor: [] })
  })
})

describe('the gate is red', () => {
  it.each([
    ['a failure that nobody muted', runOf({ failures: [failureOf({ testId: 'b.py::t' })] }), 'failure', /repair it/],
    [
      'a new signature of a muted test',
      runOf({ failures: [failureOf({ strictSignature: 's2', looseSignature: 'l2' })] }),
      'failure',
      /this one is new/,
    ],
    ['the same failure of another test', runOf({ failures: [failureOf({ testId: 'a.py::other' })] }), 'failure', /repair it/],
    [
      'a failure of a report that names no job',
      runOf({ failures: [failureOf(), failureOf({ testId: 'c.py::t', job: '' })] }),
      'failure',
      /c\.py::t/,
    ],
    ['a job without a failing test', job({ name: 'lint', failedSteps: ['Lint'] }), 'job', /outside of its tests: `Lint`/],
    ['a second failed step', job({ failedSteps: ['Run tests', 'Build'] }), 'job', /more than its tests/],
    ['no failed step', job({ failedSteps: [] }), 'job', /none of its steps/],
    ['a log that was not read', job({ log: null }), 'job', /tells nothing/],
    ['a log that is gone', job({ log: logOf({ unread: 'it has expired' }) }), 'job', /it has expired/],
    ['a log that is cut', job({ log: logOf({ truncated: true }) }), 'job', /not whole/],
    ['a step without tests', job({ log: stepOf({ stated: null }) }), 'job', /no known test framework/],
    ['two failed steps in the log', job({ log: stepOf({ failed: 2 }) }), 'job', /no known test framework/],
    ['more failures stated than read', job({ log: stepOf({ stated: 2 }) }), 'job', /2 tests failed, and 1 was read/],
    ['another command in the step', job({ log: stepOf({ besides: 'F401' }) }), 'job', /`F401`/],
    ['a file that did not load', runOf({ failures: [failureOf({ testId: 'a.py', file: 'a.py' })] }), 'job', /did not run/, 'a.py'],
    ['two jobs of one name', runOf({ jobs: [jobOf(), jobOf()] }), 'job', /outside of its tests/],
    ['a job that was cancelled', job({ conclusion: 'cancelled' }), 'cut_short', /cancelled/],
    ['a run that timed out', runOf({ conclusion: 'timed_out' }), 'cut_short', /timed.?out/],
    ['a run that never began its jobs', runOf({ conclusion: 'startup_failure' }), 'cut_short', /startup/],
    ['a run that was given up', runOf({ unread: 'GitHub does not answer' }), 'run_unread', /GitHub does not answer/],
    ['a failed run whose jobs are all green', runOf({ jobs: [GREEN_JOB], failures: [] }), 'unnamed_failure', /none of its jobs/],
    ['a report that is lost', runOf({ lost: ['junit: it has expired'] }), 'report_lost', /junit: it has expired/],
    ['a report that is cut', runOf({ reports: [{ artifact: 'junit', tests: 3, truncated: true }] }), 'report_lost', /ends too early/],
    ['fewer tests', job({ log: logOf({ tests: 89 }) }), 'fewer_tests', /shows 89 tests/],
    ['a job that shows no tests any more', job({ conclusion: 'success', log: logOf({ tests: null }) }), 'fewer_tests', /shows no tests/],
    [
      'a job that is gone',
      runOf({ earlier: earlierOf(GREEN_JOB, { ...GREEN_JOB, name: 'slow' }) }),
      'job_missing',
      /`slow`.*is not part of this run/,
    ],
    [
      'a job that needs the muted one',
      runOf({
        jobs: [jobOf(), jobOf({ name: 'slow', conclusion: 'skipped' })],
        earlier: earlierOf(GREEN_JOB, { ...GREEN_JOB, name: 'slow' }),
      }),
      'job_missing',
      /`slow`.*was skipped/,
    ],
  ] as const)('because of %s', (_, run, kind, words, testId?: string) => {
    const verdict = judged([run], [quarantineOf(testId === undefined ? {} : { testId })])
    expect(verdict).toMatchObject({ state: 'red' })
    expect(verdict.red.map((point) => point.kind)).toContain(kind)
    const check = renderGateCheck(verdict, [])
    expect(check.conclusion).toBe('failure')
    expect(check.output.summary.replaceAll('\\', '')).toMatch(words)
  })

  it('because of a quarantine that has ended, with its owner', () => {
    const ended = quarantineOf({ hasEnded: true })
    expect(judged([runOf()], [ended])).toMatchObject({ state: 'red', red: [{ kind: 'failure', known: ended }] })
    expect(renderGateCheck(judged([runOf()], [ended]), []).output.summary).toMatch(/quarantine ended on 2026-12-15.*`mona`/)
  })

  it('because of a report with fewer tests, whatever number its name has', () => {
    const earlier = { url: '', record: { jobs: [], reports: [{ artifact: 'junit-12345', tests: 100, truncated: false }], lost: [] } }
    const now = (tests: number) =>
      runOf({ conclusion: 'success', earlier, reports: [{ artifact: 'junit-67890', tests, truncated: false }] })
    expect(judged([now(80)]).red).toMatchObject([{ kind: 'fewer_tests', tests: 80, before: 100 }])
    expect(judged([now(100)]).state).toBe('green')
    expect(judged([runOf({ conclusion: 'success', earlier })]).red).toMatchObject([{ tests: null }])
    expect(judged([now(80)], [], { minTests: 0 }).state).toBe('green')
  })
})

describe('the gate waits', () => {
  it('for what runs, for what is not read, and for what has not begun', () => {
    const green = runOf({ conclusion: 'success', failures: [] })
    expect(judged([green, runOf({ isCompleted: false, event: 'push' })])).toMatchObject({ state: 'waiting', waitingFor: ['ci (push)'] })
    expect(judged([runOf({ isRead: false })])).toMatchObject({ state: 'waiting', waitingFor: ['ci (pull_request, being read)'] })
    expect(judged([])).toMatchObject({ state: 'waiting', waitingFor: ['ci.yml (has not begun)'] })
    expect(renderGateCheck(judged([]), []).conclusion).toBe(null)
  })

  it('not for ever: then it says how a workflow is made to run', () => {
    const verdict = judged([], [], { isLate: true })
    expect(verdict).toMatchObject({ state: 'red', red: [{ kind: 'not_begun', workflow: 'ci.yml' }] })
    expect(renderGateCheck(verdict, []).output.summary).toMatch(/`ci\.yml`.*did not begin.*merge_group/)
  })
})

it('of each file and event the newest run counts, by file or by name', () => {
  const run = (id: number, path: string, event: string, name = 'CI') => ({ id, path: `.github/workflows/${path}`, event, name })
  const runs = [run(1, 'ci.yml', 'push'), run(3, 'ci.yml', 'push'), run(2, 'ci.yml', 'pull_request'), run(4, 'lint.yml', 'push', 'Lint')]
  const ids = (listed: string) => newestRuns(listed, runs).map(({ id }) => id)
  expect([ids('ci.yml'), ids('.github/workflows/ci.yml'), ids('CI'), ids('Lint'), ids('other')]).toEqual([[3, 2], [3, 2], [3, 2], [4], []])
})
