import { describe, expect, test } from 'vitest'
import { COMMON_PRIOR } from '../../../src/engine/flakiness/failure-prior.ts'
import { decideRerun, mostReruns, realProbability } from '../../../src/engine/flakiness/rerun-policy.ts'

describe('a failure is run again', () => {
  test('until it passes once, which is proof', () => {
    expect(decideRerun({ passed: 1, failed: 0 })).toEqual({ kind: 'flaky' })
    expect(decideRerun({ passed: 1, failed: 30 })).toEqual({ kind: 'flaky' })
  })

  test('or until it is real in 95 of 100 cases', () => {
    const kinds = Array.from({ length: 9 }, (_, failed) => decideRerun({ passed: 0, failed }).kind)
    expect(kinds.indexOf('real')).toBe(mostReruns())
    expect(kinds.lastIndexOf('again')).toBe(mostReruns() - 1)
    expect(realProbability(mostReruns(), COMMON_PRIOR)).toBeGreaterThanOrEqual(0.95)
  })

  test('more often where the repository is full of flaky tests, less often where it has few', () => {
    expect(mostReruns({ ...COMMON_PRIOR, flaky: 0.84 })).toBeGreaterThan(mostReruns())
    expect(mostReruns({ ...COMMON_PRIOR, flaky: 0.1 })).toBeLessThan(mostReruns())
  })
})
