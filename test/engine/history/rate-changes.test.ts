import { expect, test } from 'vitest'
import { rateChanges } from '../../../src/engine/history/rate-changes.ts'

const every = (count: number, of: number) => Array.from({ length: count }, (_, index) => index % of === of - 1)

test('a failure rate changes where it does, and back', () => {
  const found = rateChanges([...every(60, 1_000), ...every(40, 2), ...every(60, 1_000)], 1e-3)
  expect(found.map(({ at }) => at)).toEqual([61, 100])
  for (const { earliest, latest, at } of found) {
    expect(earliest).toBeLessThanOrEqual(at)
    expect(latest).toBeGreaterThanOrEqual(at)
  }
})

test.each([
  ['a rate that stays', every(200, 9)],
  ['one failure', [...every(40, 1_000), true, ...every(40, 1_000)]],
  ['few runs', [false, false, true, true]],
])('%s is no change', (_, outcomes) => {
  expect(rateChanges(outcomes, 1e-3)).toEqual([])
})
