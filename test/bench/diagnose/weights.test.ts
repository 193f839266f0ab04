import { expect, test } from 'vitest'
import { fittedWeights } from './weights.ts'

const row = (isMeant: boolean, ...signs: readonly string[]) => ({ signs, isMeant, share: 1 })
const set = new Map([
  ['for', 1],
  ['idle', 1],
])

test('a sign that is only seen of what was meant weighs more; one that says nothing stays where it is held', () => {
  const rows = Array.from({ length: 20 }, () => [row(true, 'for'), row(false)]).flat()
  const { weights, prior } = fittedWeights(rows, set, -1)
  expect(weights.get('for')).toBeGreaterThan(2)
  expect(weights.get('idle')).toBeCloseTo(1, 3)
  expect(prior).toBeLessThan(-1)
})

test('without cases all stays as it is set', () => {
  expect(fittedWeights([], set, -1)).toEqual({ weights: set, prior: -1 })
})
