import { expect, test } from 'vitest'
import { brier, calibrationError, reliability } from './calibration.ts'
import { crossValidated } from './cross-validated.ts'
import { fitted } from './fit.ts'
import { type Observation, posteriorOf } from './observation.ts'

const row = (isMeant: boolean, repository: string, ...signs: readonly string[]): Observation => ({ repository, signs, isMeant, share: 1 })
const set = {
  weights: new Map([
    ['for 1', 1],
    ['idle 1', 1],
  ]),
  prior: -1,
}

test('a sign that is only seen of what was meant weighs more; one that says nothing stays where it is held', () => {
  const rows = Array.from({ length: 20 }, () => [row(true, 'a', 'for 1'), row(false, 'a')]).flat()
  const { weights, prior } = fitted(rows, set)
  expect(weights.get('for 1')).toBeGreaterThan(2)
  expect(weights.get('idle 1')).toBeCloseTo(1, 3)
  expect(prior).toBeLessThan(-1)
})

test('without cases all stays as it is set', () => {
  expect(fitted([], set)).toEqual(set)
})

test('no weight changes its side, whatever the cases say', () => {
  const rows = Array.from({ length: 30 }, () => [row(false, 'a', 'for 1'), row(true, 'a')]).flat()
  expect(fitted(rows, set).weights.get('for 1')).toBe(0)
})

test('a repository is judged by weights that never saw it', () => {
  const own = Array.from({ length: 20 }, () => row(false, 'odd', 'for 1'))
  const others = Array.from({ length: 20 }, () => [row(true, 'a', 'for 1'), row(false, 'b')]).flat()
  const said = crossValidated([...own, ...others], set).filter(({ isMeant }) => !isMeant)
  const alone = posteriorOf(fitted(others, set), ['for 1'])
  expect(Math.max(...said.map(({ posterior }) => posterior))).toBeCloseTo(alone, 12)
})

test('what is said as often as it comes true has no calibration error', () => {
  const said = [1, 0, 0, 0].map((meant) => ({ posterior: 0.25, isMeant: meant === 1, share: 1 }))
  expect(calibrationError(said)).toBe(0)
  expect(brier(said)).toBeCloseTo(0.1875, 12)
  expect(reliability(said)).toEqual([{ from: 0.2, n: 4, said: 0.25, came: 0.25 }])
  expect(calibrationError([{ posterior: 0.9, isMeant: false, share: 2 }])).toBeCloseTo(0.9, 12)
})
