import { describe, expect, test } from 'vitest'
import type { ProbeRecord } from '../../../src/runner/probes/probe-record.ts'
import { filesOf, testsOf } from '../../../src/runner/probes/tests-of.ts'

const place = { ref: { id: 't.py::a', file: 't.py', suite: [], name: 'a', row: null }, line: 1 }
type Report = Extract<ProbeRecord, { kind: 'report' }>
const failure = { phase: 'call' as const, exception: 'E', message: 'm', stack: '', frames: [], expected: null, actual: null }
const report = (phase: Report['phase'], outcome: Report['outcome'], message = 'm'): ProbeRecord => ({
  kind: 'report',
  ...place,
  phase,
  outcome,
  durationMs: 2,
  failure: outcome === 'failed' ? { ...failure, phase, message } : null,
})
const outcomeOf = (...records: ProbeRecord[]) => testsOf(records, null)[0]?.outcome

describe('what the records of a test say together', () => {
  test.each([
    [[report('setup', 'passed'), report('call', 'passed'), report('teardown', 'passed')], 'passed'],
    [[report('setup', 'passed'), report('call', 'failed'), report('teardown', 'passed')], 'failed'],
    [[report('setup', 'failed'), report('teardown', 'passed')], 'errored'],
    [[report('setup', 'passed'), report('call', 'passed'), report('teardown', 'failed')], 'errored'],
    [[report('setup', 'skipped'), report('teardown', 'passed')], 'skipped'],
    [[report('call', 'failed'), report('call', 'passed')], 'failed'],
    [[report('call', 'failed'), report('teardown', 'failed')], 'failed'],
  ] as const)('the worst outcome counts: case %#', (records, outcome) => {
    expect(outcomeOf(...records)).toBe(outcome)
  })

  test('durations add up and the first failure of the worst kind is kept', () => {
    const [each] = testsOf([report('setup', 'passed'), report('call', 'failed', 'first'), report('call', 'failed', 'second')], null)
    expect(each).toMatchObject({ durationMs: 6, failure: { message: 'first' } })
  })

  test('a test that had begun when the run ended has the end as its failure, a finished one has not', () => {
    const end = { exception: 'Timeout', message: 'too late' }
    const start: ProbeRecord = { kind: 'start', ...place }
    expect(testsOf([start, report('setup', 'passed')], end)[0]).toMatchObject({
      outcome: 'errored',
      failure: { exception: 'Timeout', message: 'too late' },
    })
    expect(testsOf([start, report('call', 'passed'), { kind: 'finish', testId: place.ref.id }], end)[0]).toMatchObject({
      outcome: 'passed',
      failure: null,
    })
    expect(testsOf([start], null)).toEqual([])
  })
})

describe('what the records of a file as a whole say together', () => {
  const ofFile = (phase: Report['phase'], outcome: 'failed' | 'skipped', message = 'm'): ProbeRecord => ({
    kind: 'file',
    ...{ file: 't.py', phase, outcome, durationMs: 2, failure: outcome === 'failed' ? { ...failure, phase, message } : null },
  })
  const records = [ofFile('collect', 'failed', 'first'), report('call', 'passed'), ofFile('collect', 'failed', 'second')]

  test('one entry, beside the tests of the file that could be collected', () => {
    const about = { kind: 'file', id: 't.py', file: 't.py', outcome: 'errored', durationMs: 4 }
    expect(filesOf(records, [])).toMatchObject([{ ...about, failure: { phase: 'collect', message: 'first' } }])
    expect(testsOf(records, null)).toMatchObject([{ kind: 'test', id: 't.py::a', outcome: 'passed' }])
  })

  test('a file that others load first fails them, and stands for itself where there are none', () => {
    const conftest: ProbeRecord = { ...ofFile('collect', 'failed'), kind: 'file', file: 'tests/conftest.py', below: 'tests' } as ProbeRecord
    const ids = (testFiles: readonly string[]) => filesOf([conftest], testFiles).map(({ id }) => id)
    expect(ids(['tests/test_a.py', 'tests/sub/test_b.py', 'test_c.py'])).toEqual(['tests/test_a.py', 'tests/sub/test_b.py'])
    expect(ids(['test_c.py'])).toEqual(['tests/conftest.py'])
  })

  test('a file that was skipped before its tests were known', () => {
    expect(filesOf([ofFile('collect', 'skipped')], [])).toMatchObject([{ outcome: 'skipped', failure: null }])
  })
})
