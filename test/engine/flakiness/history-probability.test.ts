import { expect, test } from 'vitest'
import { historyProbability } from '../../../src/engine/flakiness/history-probability.ts'

const trees = (text: string) => [...text].map((each) => ({ failed: each === 'x' ? 1 : 0, runs: 1 }))

test('both outcomes on one tree are proof, whatever else was seen', () => {
  expect(historyProbability([...trees('..........'), { failed: 1, runs: 2 }])).toBe(1)
})

test('nothing is known before the first run', () => {
  expect(historyProbability([])).toBeCloseTo(0.0365, 3)
})

test('passing trees make it less likely, each a little less than the one before', () => {
  const [few, many] = [historyProbability(trees('.'.repeat(5))), historyProbability(trees('.'.repeat(60)))]
  expect(few).toBeLessThan(0.0365)
  expect(many).toBeLessThan(few)
})

test('single failures among passing trees make a flake, one long stretch of them a change that broke it', () => {
  expect(historyProbability(trees('...x....x..x......x.'))).toBeGreaterThan(0.9)
  expect(historyProbability(trees('........xxxx........'))).toBeLessThan(historyProbability(trees('..x...x...x...x.....')) / 2)
})

test('a single failure is no flake yet', () => {
  expect(historyProbability(trees('..............x'))).toBeLessThan(0.3)
})
