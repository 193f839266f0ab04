import { expect, test } from 'vitest'
import { strengthMaintained } from '../../../src/engine/review/strength-maintained.ts'
import { examineRuns } from '../../support/review-case.ts'

test.each([strengthMaintained])('$name says that it was not run, and why, whatever the runs showed', (check) => {
  const seen = { 'tests/test_a.py::test_a': 'passed' }
  const { outcome, detail } = examineRuns(check, { testIds: Object.keys(seen), alone: [seen], together: seen, unrepaired: seen })
  expect(outcome).toBe('not_run')
  expect(detail).not.toBe('')
})
