import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/engine/reports/reading.ts'
import type { ReportedCase, ReportedFailure } from '../../../src/model/test-report.ts'
import { type Observed, openObserver, type ReadingSource, type SourcedReading } from '../../../src/server/ingest/observed.ts'
import { identityOfCase, identityOfFailure } from '../../../src/server/ingest/test-identity.ts'

const TEST = 'tests/test_cart.py::TestCart::test_total[a]'
const failure: ReportedFailure = {
  testId: TEST,
  name: 'test_total[a]',
  file: 'tests/test_cart.py',
  line: 5,
  failureType: 'assertion_failed',
  message: 'AssertionError: assert 1 == 2',
  span: [1, 2],
}
const listed: ReportedCase = {
  testId: TEST,
  file: 'tests/test_cart.py',
  suite: 'TestCart',
  name: 'test_total',
  parameters: 'a',
  outcome: 'failed',
  timeMs: 3,
}

function reading(failures: readonly ReportedFailure[], cases: readonly ReportedCase[] = []): Reading {
  const counts = { run: 1, passed: 0, failed: 1, errored: 0, skipped: 0 }
  const report = { file: 'x', framework: 'pytest', class: 'test_failure' as const, counts, failures: [...failures] }
  return { report, cases, casesOmitted: 0, started: true, isReport: true }
}
const log = (job: string): ReadingSource => ({ kind: 'log', job, variant: '' })

/** All rows of a run's readings, in their order. */
function observe(readings: readonly SourcedReading[]): Observed {
  const observer = openObserver()
  const all = readings.map((one) => observer.observe(one))
  return { executions: all.flatMap(({ executions }) => executions), failures: all.flatMap(({ failures }) => failures) }
}

describe('openObserver', () => {
  it('takes a test that a log and a report name for one failure, with the log’s job', () => {
    const { failures, executions } = observe([
      { source: log('test'), reading: reading([failure]) },
      { source: { kind: 'report' }, reading: reading([failure], [listed]) },
    ])
    expect(failures.map(({ job }) => job)).toEqual(['test'])
    expect(executions.map(({ job, outcome }) => [job, outcome])).toEqual([
      ['test', 'failed'],
      ['', 'failed'],
    ])
  })

  it('keeps the failures of every leg of a matrix', () => {
    const { failures } = observe([
      { source: log('test (3.10)'), reading: reading([failure]) },
      { source: log('test (3.11)'), reading: reading([failure]) },
    ])
    expect(failures.map(({ job }) => job)).toEqual(['test (3.10)', 'test (3.11)'])
  })

  it('counts the repetitions of a test in one job', () => {
    const twice = reading(
      [failure],
      [
        { ...listed, outcome: 'failed' },
        { ...listed, outcome: 'passed' },
      ],
    )
    expect(
      observe([{ source: { kind: 'report' }, reading: twice }]).executions.map(({ repetition, outcome }) => [repetition, outcome]),
    ).toEqual([
      [0, 'failed'],
      [1, 'passed'],
    ])
  })

  it('keeps the description that says more', () => {
    const { failures } = observe([{ source: log('test'), reading: reading([{ ...failure, message: 'short' }, failure]) }])
    expect(failures).toMatchObject([
      { message: failure.message, signature: { fields: { exception: 'AssertionError', file: 'tests/test_cart.py' } } },
    ])
  })
})

describe('a test’s identity', () => {
  it('is the same from a log and from a report', () => {
    expect(identityOfFailure('pytest', failure)).toEqual(identityOfCase('pytest', listed))
    const row = { testId: 'tests/test_a.py::TestA::TestB::test_c[x::y[0]]', file: 'tests/test_a.py', name: 'test_c[x::y[0]]' }
    expect(identityOfFailure('pytest', row)).toEqual(
      identityOfCase('pytest', { ...listed, ...row, suite: 'TestA > TestB', name: 'test_c', parameters: 'x::y[0]' }),
    )
    const jest = { testId: 'src/a.test.ts > cart > adds [1]', name: 'adds [1]', file: 'src/a.test.ts' }
    expect(identityOfFailure('jest', jest)).toMatchObject({ suite: 'cart', name: 'adds [1]', parameters: null })
  })
})
