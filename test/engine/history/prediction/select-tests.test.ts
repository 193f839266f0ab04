import { expect, test } from 'vitest'
import { selectTests } from '../../../../src/engine/history/prediction/select-tests.ts'

const TESTS = [
  { testId: 'slow', failure: 0.4, durationMs: 10_000, isRequired: false },
  { testId: 'quick', failure: 0.2, durationMs: 100, isRequired: false },
  { testId: 'never', failure: 0.0001, durationMs: 100, isRequired: false },
  { testId: 'edited', failure: 0.01, durationMs: null, isRequired: true },
]
const ids = (tests: readonly { readonly testId: string }[]) => tests.map(({ testId }) => testId)

test('what is required comes first, then what fails most for its time; the rest is left out with its chance', () => {
  const { run, left, miss } = selectTests(TESTS, { budgetMs: null, mostMissed: 0.001 })
  expect(ids(run)).toEqual(['edited', 'quick', 'slow'])
  expect(ids(left)).toEqual(['never'])
  expect(miss).toBeCloseTo(0.0001)
})

test('a budget holds, except for what is required', () => {
  expect(ids(selectTests(TESTS, { budgetMs: 400, mostMissed: 0 }).run)).toEqual(['edited', 'quick', 'never'])
  expect(ids(selectTests(TESTS, { budgetMs: 0, mostMissed: 0 }).run)).toEqual(['edited'])
})
