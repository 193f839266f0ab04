import { describe, expect, test } from 'vitest'
import type { Verdict } from '../../../src/model/verdict.ts'
import type { CaseResult } from './case-result.ts'
import { upperBound } from './intervals.ts'
import { judge } from './judge.ts'

type TestOfCase = CaseResult['tests'][number]

const said = (truth: TestOfCase['truth'], verdict: Verdict | null, isRepaired = false): TestOfCase => ({
  id: 'a',
  truth,
  verdict,
  confidence: 0.9,
  isRepaired,
  rootCause: '',
})

function outcome(truth: CaseResult['truth'], ...tests: readonly TestOfCase[]) {
  const {
    outcome: given,
    isBugCalledObsolete,
    isMasked,
  } = judge({
    ...{ id: '1-1', codeBase: 'x', framework: 'pytest', kind: 'k', summary: '', message: '', discarded: 0, healMs: 1 },
    truth,
    tests: [...tests],
  })
  return [given, isBugCalledObsolete, isMasked]
}

describe('a case of a bug', () => {
  test('is right when it is called a regression', () => {
    expect(outcome('bug', said('bug', 'product_regression'), said('bug', 'unknown'))).toEqual(['right', false, false])
  })

  test('is an abstention, never right, when nothing is said', () => {
    expect(outcome('bug', said('bug', 'unknown'), said('bug', null))).toEqual(['abstained', false, false])
  })

  test('is an abstention, too, when the behaviour is said to have changed', () => {
    expect(outcome('bug', said('bug', 'behaviour_changed'), said('bug', 'unknown'))).toEqual(['abstained', false, false])
    expect(outcome('obsolete', said('obsolete', 'behaviour_changed'))).toEqual(['abstained', false, false])
  })

  test('is wrong when one of its tests is called obsolete', () => {
    expect(outcome('bug', said('bug', 'product_regression'), said('bug', 'removed_behaviour'))).toEqual(['wrong', true, false])
  })

  test('is wrong when it is called flaky', () => {
    expect(outcome('bug', said('bug', 'flaky'))).toEqual(['wrong', false, false])
  })

  test('is masked when a repair is offered', () => {
    expect(outcome('bug', said('bug', 'obsolete_test', true))).toEqual(['wrong', true, true])
  })
})

describe('a case of a refactoring', () => {
  test('is right when its tests are called obsolete', () => {
    expect(outcome('obsolete', said('obsolete', 'obsolete_test', true), said('obsolete', 'unknown'))).toEqual(['right', false, false])
  })

  test('is wrong when one of them is called a regression', () => {
    expect(outcome('obsolete', said('obsolete', 'obsolete_test'), said('obsolete', 'product_regression'))).toEqual(['wrong', false, false])
  })
})

describe('a case of both', () => {
  test('is right when each test gets its own verdict', () => {
    expect(outcome('mixed', said('bug', 'product_regression'), said('obsolete', 'obsolete_test', true))).toEqual(['right', false, false])
  })

  test('is masked only by a repair: the old name is a cause as well', () => {
    expect(outcome('mixed', said('bug', 'obsolete_test'))).toEqual(['abstained', false, false])
    expect(outcome('mixed', said('bug', 'obsolete_test', true))).toEqual(['wrong', true, true])
  })

  test('is wrong when a renamed test is called a regression', () => {
    expect(outcome('mixed', said('bug', 'product_regression'), said('obsolete', 'product_regression'))).toEqual(['wrong', false, false])
  })
})

test('the upper bound of no hit is the rule of three, and one of some hits is that of the tables', () => {
  expect(upperBound(0, 150)).toBeCloseTo(3 / 150, 3)
  expect(upperBound(2, 20)).toBeCloseTo(0.2826, 4)
  expect(upperBound(5, 5)).toBe(1)
})
