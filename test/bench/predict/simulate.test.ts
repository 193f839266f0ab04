import { expect, test } from 'vitest'
import { replayRuns } from './replay-runs.ts'
import { boundsOf, simulate } from './simulate.ts'

test('a simulated repository leaves room on both sides, and the predictor uses it', () => {
  const runs = simulate(600, 7)
  const { bayes, majority } = boundsOf(runs)
  expect(bayes).toBeLessThanOrEqual(0.9)
  expect(majority).toBeLessThanOrEqual(0.65)
  const scored = replayRuns(runs, 0.5)
  const right = scored.filter(({ ours, failed }) => ours >= 0.5 === failed).length / scored.length
  expect(right).toBeGreaterThan(majority + 0.1)
})
