import { describe, expect, test } from 'vitest'
import { passesAlone } from '../../../../src/engine/review/checks/passes-alone.ts'
import type { TestRun } from '../../../../src/model/runs/test-run.ts'
import { completedRun } from '../../../support/completed-run.ts'
import { probedTest } from '../../../support/probed.ts'
import { examineRuns } from '../../../support/review-case.ts'

const [A, B, C] = ['tests/test_a.py::test_a', 'tests/test_a.py::test_b', 'tests/test_a.py::test_c']
const FILE = 'tests/test_a.py'

describe('passes-alone', () => {
  const judge = (testIds: readonly string[], ...alone: readonly Readonly<Record<string, string>>[]) =>
    examineRuns(passesAlone, { testIds, alone })
  const retried = { withheld: [{ what: 'retries', by: 'retry: 2' }] } satisfies Partial<TestRun>

  test('each time that it was run', () => {
    expect(judge([A], { [A]: 'passed' }, { [A]: 'passed' })).toEqual({ outcome: 'passed', detail: 'one test, 2 times' })
    expect(judge([A, B], { [A]: 'passed', [B]: 'passed' })).toEqual({ outcome: 'passed', detail: '2 tests, once' })
  })

  test('not run where no run was made', () => {
    expect(judge([A])).toEqual({ outcome: 'not_run', detail: 'no run was made' })
  })

  test.each([
    ['failed', 'failed assert 1 == 2', 'assert 1 == 2'],
    ['could not start', 'errored fixture is gone', 'fixture is gone'],
    ['failed in many lines', 'failed assert 1 == 2\n  where 1 = f()', 'assert 1 == 2'],
    ['was skipped', 'skipped', 'was skipped'],
  ])('fails where it %s, though it passed once', (_, words, message) => {
    expect(judge([A], { [A]: 'passed' }, { [A]: words })).toEqual({ outcome: 'failed', detail: `${A}: ${message}` })
  })

  test('fails where it was not among the tests', () => {
    expect(judge([A], { [B]: 'passed' })).toEqual({ outcome: 'failed', detail: `${A}: the run was asked for it and did not have it` })
    expect(judge([A], {})).toEqual({ outcome: 'failed', detail: `${A}: the run was asked for it and did not have it` })
  })

  test('names the one of several that fails', () => {
    expect(judge([A, B, C], { [A]: 'passed', [B]: 'failed no', [C]: 'passed' })).toEqual({ outcome: 'failed', detail: `${B}: no` })
  })

  test('fails where its file does not load', () => {
    expect(judge([A], { [FILE]: 'errored no module named shop' })).toEqual({ outcome: 'failed', detail: `${A}: no module named shop` })
  })

  test('a file stands for all its tests', () => {
    expect(judge([FILE], { [A]: 'passed', [B]: 'passed' }).outcome).toBe('passed')
    expect(judge([FILE], { [A]: 'passed', [B]: 'failed no' })).toEqual({ outcome: 'failed', detail: `${FILE}: no` })
    expect(judge([FILE], { [A]: 'skipped', [B]: 'skipped' })).toEqual({ outcome: 'failed', detail: `${FILE}: was skipped` })
    expect(judge([FILE], {})).toEqual({ outcome: 'failed', detail: `${FILE}: the run was asked for it and did not have it` })
  })

  test('says that the project would have tried again', () => {
    const words = '; the project tries failing tests again (retry: 2), and only the first try counts here'
    const run = (outcome: 'passed' | 'failed') =>
      examineRuns(passesAlone, { testIds: [A], alone: [completedRun([probedTest(A, outcome)], retried)] })
    expect(run('passed')).toEqual({ outcome: 'passed', detail: `one test, once${words}` })
    expect(run('failed')).toEqual({ outcome: 'failed', detail: `${A}: failed${words}` })
  })

  test('counts what was repeated inside of a run, unless it ended otherwise there', () => {
    const times = (...repeated: NonNullable<TestRun['repeated']>) =>
      examineRuns(passesAlone, { testIds: [A], alone: [completedRun([probedTest(A, 'passed'), probedTest(B, 'failed')], { repeated })] })
        .detail
    expect(times({ failed: [] }, { failed: [B] }, { failed: [B] })).toBe('one test, 4 times')
    expect(times({ failed: [] }, { failed: [A] })).toBe('one test, once')
  })

  test('a long message is cut', () => {
    expect(judge([A], { [A]: `failed ${'x'.repeat(400)}` }).detail).toHaveLength(`${A}: `.length + 300)
  })
})
