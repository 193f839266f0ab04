import { describe, expect, test } from 'vitest'
import { COMMON_PRIOR, priorOf } from '../../../src/engine/flakiness/failure-prior.ts'
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

describe('the prior of a repository', () => {
  test('is the common one where it has too little history', () => {
    expect(priorOf([{ failed: 3, runs: 40 }])).toEqual(COMMON_PRIOR)
    expect(priorOf([{ failed: 400, runs: 400 }])).toEqual(COMMON_PRIOR)
  })

  test('follows its own flaky tests: rare failures seldom come back', () => {
    const rare = priorOf([
      { failed: 20, runs: 1000 },
      { failed: 40, runs: 1000 },
    ])
    expect(rare.again.a / (rare.again.a + rare.again.b)).toBeCloseTo((20 * (19 / 999) + 40 * (39 / 999)) / 60, 9)
    expect(mostReruns(rare)).toBeLessThan(mostReruns())
  })

  test('is the common one where all its flaky tests fail alike: that is one cause, not a distribution', () => {
    expect(priorOf(Array.from({ length: 9 }, () => ({ failed: 10, runs: 20 }))).again).toEqual(COMMON_PRIOR.again)
  })
})
