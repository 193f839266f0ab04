import { describe, expect, test } from 'vitest'
import { median, pairedSaving } from '../../../src/engine/optimization/paired-saving.ts'

const pairs = (...differences: readonly number[]) => differences.map((one) => ({ before: 100 + one, after: 100 }))

describe('what pairs of runs say', () => {
  test('six pairs: the interval reaches from the smallest difference to the largest', () => {
    expect(pairedSaving(pairs(5, 1, 3, 2, 6, 4))).toEqual({ savingMs: 3.5, interval: [1, 6] })
  })

  test('with more pairs one that was disturbed does not decide', () => {
    // of 8 pairs, sums of signed ranks below 4 have a probability of 5 / 256: the third average is the bound
    const { savingMs, interval } = pairedSaving(pairs(50, 51, 52, 53, 54, 55, 56, -400))
    expect(savingMs).toBeGreaterThan(50)
    expect(interval[1]).toBeLessThanOrEqual(56)
  })

  test('of 7 pairs the second average from either end is the bound', () => {
    // P(W <= 2) is 3 / 128, P(W <= 3) is 5 / 128: more than 2.5 in 100
    expect(pairedSaving(pairs(1, 2, 3, 4, 5, 6, 7)).interval).toEqual([2, 6])
  })

  test('fewer pairs bound nothing', () => {
    expect(pairedSaving(pairs(5, 5, 5, 5, 5)).interval).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY])
  })

  test('a median of an even number lies between the two in the middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5])
  })
})
