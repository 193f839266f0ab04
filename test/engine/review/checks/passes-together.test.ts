import { describe, expect, test } from 'vitest'
import { passesTogether } from '../../../../src/engine/review/checks/passes-together.ts'
import { examineRuns } from '../../../support/review-case.ts'

const [A, B, C] = ['tests/test_a.py::test_a', 'tests/test_a.py::test_b', 'tests/test_a.py::test_c']
const FILE = 'tests/test_a.py'

describe('passes-together', () => {
  const judge = (testIds: readonly string[], together: Readonly<Record<string, string>>) =>
    examineRuns(passesTogether, { testIds, together })

  test('among all tests of its file', () => {
    expect(judge([A], { [A]: 'passed', [B]: 'passed' })).toEqual({ outcome: 'passed', detail: 'among 2 tests' })
  })

  test('a neighbour that fails by itself is told, not held against it', () => {
    expect(judge([A], { [A]: 'passed', [B]: 'failed no', [C]: 'failed nor this' })).toEqual({
      outcome: 'passed',
      detail: `among 3 tests; 2 of its file still fail: ${B}: no`,
    })
    expect(judge([A], { [A]: 'passed', [B]: 'failed no' }).detail).toBe(`among 2 tests; 1 of its file still fails: ${B}: no`)
    expect(judge([A], { [A]: 'passed', 'tests/test_other.py::test_x': 'failed no' }).detail).toBe('among 2 tests')
  })

  test.each([
    ['failed', { [A]: 'failed assert 1 == 2', [B]: 'passed' }, 'assert 1 == 2'],
    ['was skipped', { [A]: 'skipped' }, 'was skipped'],
    ['was not among them', { [B]: 'passed' }, 'the run was asked for it and did not have it'],
    ['did not load', { [FILE]: 'errored no such module' }, 'no such module'],
  ])('fails where it %s', (_, together, message) => {
    expect(judge([A], together)).toEqual({ outcome: 'failed', detail: `${A}: ${message}` })
  })

  test('names the one of several that fails', () => {
    expect(judge([A, B], { [A]: 'passed', [B]: 'failed no' })).toEqual({ outcome: 'failed', detail: `${B}: no` })
  })
})
