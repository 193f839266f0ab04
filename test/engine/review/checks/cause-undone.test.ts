import { describe, expect, test } from 'vitest'
import { failsWithoutChange } from '../../../../src/engine/review/checks/fails-without-change.ts'
import { oldHoldsWithoutChange } from '../../../../src/engine/review/checks/old-holds-without-change.ts'
import { examineRuns, type Outcomes, type RunCheck, runOf } from '../../../support/review-case.ts'

const [A, B] = ['tests/test_a.py::test_a', 'tests/test_a.py::test_b']
const examine = (check: RunCheck, old: 'passed' | Outcomes, repaired: Outcomes, testIds: readonly string[] = [A, B]) =>
  examineRuns(check, { testIds, undone: { outcome: 'ran', old: old === 'passed' ? old : runOf(old), repaired: runOf(repaired) } })
const both = (one: string, other: string): Outcomes => ({ [A]: one, [B]: other })

describe('old-holds-without-change', () => {
  test.each<[string, 'passed' | Outcomes, string]>([
    ['every old test passes', both('passed', 'passed'), 'passed'],
    ['they were seen to pass before', 'passed', 'passed'],
    ['one still fails', both('passed', 'failed 3 is not 4'), 'failed'],
    ['one is gone', { [A]: 'passed' }, 'failed'],
    ['the file does not load', { 'tests/test_a.py': 'errored no module' }, 'failed'],
  ])('%s', (_, old, outcome) => {
    expect(examine(oldHoldsWithoutChange, old, both('failed', 'failed')).outcome).toBe(outcome)
  })
})

describe('fails-without-change', () => {
  test.each<[string, Outcomes, string]>([
    ['every repaired test fails', both('failed 4 is not 3', 'failed'), 'passed'],
    ['one passes either way', both('failed', 'passed'), 'failed'],
    ['one did not run', both('failed', 'skipped'), 'not_run'],
    ['the file does not load', { 'tests/test_a.py': 'errored no module' }, 'not_run'],
  ])('%s', (_, repaired, outcome) => {
    expect(examine(failsWithoutChange, 'passed', repaired).outcome).toBe(outcome)
  })
})

test.each([oldHoldsWithoutChange, failsWithoutChange])('$name examined nothing where nothing was undone, or no test is named', (check) => {
  const reason = 'no changed line of the product is named as the cause'
  expect(examineRuns(check, { testIds: [A], undone: { outcome: 'not_run', reason } })).toEqual({ outcome: 'not_run', detail: reason })
  expect(examine(check, both('passed', 'passed'), both('failed', 'failed'), []).outcome).toBe('not_run')
})
