import { describe, expect, test } from 'vitest'
import { allFail, cumulative, intervalOf, isBelow, meanOf, quantile, updated } from '../../../src/engine/flakiness/beta.ts'

describe('a distribution of a rate', () => {
  test.each([
    [{ a: 1, b: 1 }, 0.3, 0.3],
    [{ a: 2, b: 3 }, 0.4, 0.5248], // 1 - .6^4 - 4 * .4 * .6^3, by the binomial sum
    [{ a: 5, b: 1 }, 0.5, 0.03125],
    [{ a: 0.5, b: 0.5 }, 0.25, 1 / 3], // the arcsine law
  ])('%j lies below %d with probability %d', (beta, rate, share) => {
    expect(cumulative(beta, rate)).toBeCloseTo(share, 9)
    expect(quantile(beta, share)).toBeCloseTo(rate, 6)
  })

  test('its interval holds nearly all of it, and narrows with the runs', () => {
    expect(intervalOf({ a: 1, b: 1 })).toEqual([expect.closeTo(0.025, 9), expect.closeTo(0.975, 9)])
    const [few, many] = [intervalOf(updated({ a: 1, b: 1 }, 2, 8)), intervalOf(updated({ a: 1, b: 1 }, 20, 80))]
    expect(many[1] - many[0]).toBeLessThan((few[1] - few[0]) / 2)
    expect(meanOf(updated({ a: 1, b: 1 }, 2, 8))).toBe(0.25)
  })

  test('one is below another as often as drawing from both shows', () => {
    expect(isBelow({ a: 3, b: 7 }, { a: 3, b: 7 })).toBeCloseTo(0.5, 9)
    expect(isBelow({ a: 1, b: 1 }, { a: 2, b: 1 })).toBeCloseTo(2 / 3, 9)
    expect(isBelow({ a: 2, b: 20 }, { a: 10, b: 12 })).toBeGreaterThan(0.99)
  })

  test('runs that all fail are the product of the chances, each with what was seen before', () => {
    expect(allFail({ a: 1, b: 1 }, 0)).toBe(1)
    expect(allFail({ a: 1, b: 1 }, 3)).toBeCloseTo(1 / 4, 12)
  })
})
