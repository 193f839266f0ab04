import { describe, expect, test } from 'vitest'
import { rateTrendOf, trendOf } from '../../../src/engine/history/trend.ts'

const DAY = 86_400_000
const days = (values: readonly number[]) => values.map((value, index) => ({ at: index * DAY, value }))
const around = (count: number, of: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => of(index) + 3 * Math.sin(9 * index))

describe('a trend', () => {
  test.each([
    ['increasing', around(30, (index) => 100 + index)],
    ['decreasing', around(30, (index) => 100 - index)],
    ['stable', around(30, () => 100)],
    ['stable', around(30, (index) => (index === 20 ? 5_000 : 100))],
    ['unknown', [1, 2, 3]],
    ['unknown', []],
  ] as const)('is %s', (direction, values) => {
    expect(trendOf(days(values), 10).direction).toBe(direction)
  })

  test('has a slope a day that outliers do not move', () => {
    const values = around(30, (index) => 100 + 2 * index).map((value, index) => (index % 6 === 0 ? value * 20 : value))
    expect(trendOf(days(values), 10).slope).toBeCloseTo(2, 0)
  })

  test('is stable where it is not worth a word', () => {
    expect(trendOf(days(around(30, (index) => 100 + index)), 50).direction).toBe('stable')
  })
})

test('a failure rate grows although it is 0 on most days', () => {
  const rates = Array.from({ length: 90 }, (_, day) => ({ at: day * DAY, happened: day > 30 && day % 7 < day / 25 ? 1 : 0, runs: 3 }))
  expect(rateTrendOf(rates, 0.05)).toMatchObject({ direction: 'increasing' })
  expect(
    rateTrendOf(
      rates.map((one) => ({ ...one, happened: 0 })),
      0.05,
    ).direction,
  ).toBe('stable')
})
