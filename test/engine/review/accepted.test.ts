import { expect, test } from 'vitest'
import { isAccepted } from '../../../src/engine/review/accepted.ts'
import type { Verdict } from '../../../src/model/verdict.ts'
import { failureAnalysis } from '../../support/failure-analysis.ts'

const found = (testId: string, verdict: Verdict) => failureAnalysis({ testId }, { verdict })
const changed = found('a', 'behaviour_changed')
const suspect = found('b', 'product_regression')

test('all tests of a candidate have to be accepted', () => {
  expect(isAccepted(new Set(['a']), ['a'], [changed])).toBe(true)
  expect(isAccepted(new Set(['a']), ['a', 'c'], [changed])).toBe(false)
  expect(isAccepted('all', ['a', 'c'], [changed])).toBe(true)
})

test('where a test points to a bug, only its name is a yes', () => {
  expect(isAccepted('all', ['b'], [changed, suspect])).toBe(false)
  expect(isAccepted('all', ['a', 'b'], [changed, suspect])).toBe(false)
  expect(isAccepted('all', ['a'], [changed, suspect])).toBe(true)
  expect(isAccepted(new Set(['b']), ['b'], [suspect])).toBe(true)
})
