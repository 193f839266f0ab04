import { describe, expect, test } from 'vitest'
import { normalTail } from '../../../src/engine/history/normal-tail.ts'
import { chanceOf, ranksOf, shiftOf } from '../../../src/engine/history/rank-shift.ts'

test('equal values share a rank', () => {
  expect(ranksOf([5, 1, 5, 9])).toEqual([2.5, 1, 2.5, 4])
})

describe('the chance of a number of pairs', () => {
  test('is exact for small samples', () => {
    expect(chanceOf(0, 3, 4)).toBeCloseTo(2 / 35, 12) // of the 35 ways to choose 3 of 7, one and its mirror image
    expect(chanceOf(1, 3, 4)).toBeCloseTo(4 / 35, 12)
    expect(chanceOf(25, 5, 5)).toBeCloseTo(2 / 252, 12)
    expect(chanceOf(6, 3, 4)).toBe(1)
  })

  test('is near the exact one where it is approximated', () => {
    expect(chanceOf(70, 16, 20) / (2 * normalTail((160 - 70 - 0.5) / Math.sqrt((320 * 37) / 12)))).toBeCloseTo(1, 10)
    expect(chanceOf(60, 15, 20) / (2 * normalTail((150 - 60 - 0.5) / 30))).toBeCloseTo(1, 0)
  })
})

test('the tail of the normal distribution is right far out', () => {
  expect(normalTail(1.959964)).toBeCloseTo(0.025, 6)
  expect(normalTail(6) / 9.865876e-10).toBeCloseTo(1, 5)
  expect(normalTail(-1)).toBeCloseTo(0.841345, 5)
})

test('a shift comes with its interval', () => {
  const before = Array.from({ length: 20 }, (_, index) => (index * 7) % 10)
  const shift = shiftOf(
    before,
    before.map((value) => value + 50),
  )
  expect(shift?.estimate).toBe(50)
  expect(shift?.low).toBeGreaterThan(46)
  expect(shift?.high).toBeLessThan(54)
  expect(shiftOf([1], [2])).toEqual({ estimate: 1, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY })
  expect(shiftOf([], [2])).toBeNull()
})
