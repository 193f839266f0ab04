import { learnRun } from '../../../src/engine/history/prediction/learn-run.ts'
import { rememberEarlier } from '../../../src/engine/history/prediction/memory.ts'
import { newPredictor, predict } from '../../../src/engine/history/prediction/predictor.ts'
import type { BenchRun } from './bench-run.ts'

/** One outcome with what was said of it before. `run` is the index of its run. */
export type Scored = {
  readonly run: number
  readonly failed: boolean
  readonly cost: number
  readonly truth: number | null
  readonly ours: number
  /** The exponential average of the verdicts of earlier runs (factor 0.3). */
  readonly average: number
  /** The same over all verdicts that the row itself lists, also those of the same cycle. */
  readonly averageAsListed: number
}

/** Predicts each run from the runs before it alone, then learns it. The first `past` of the runs are not scored. */
export function replayRuns(runs: readonly BenchRun[], past: number): readonly Scored[] {
  const predictor = newPredictor()
  const averages = new Map<string, number>()
  const scored: Scored[] = []
  const first = Math.floor(runs.length * past)
  for (const [index, { change, tests }] of runs.entries()) {
    for (const { testId, earlier } of tests) {
      rememberEarlier(predictor.memory, testId, earlier, change.at)
      if (!averages.has(testId) && earlier.length > 0) averages.set(testId, averageOf(earlier))
    }
    const predictions = predict(predictor, change, tests)
    for (const [at, { testId, failed, durationMs, truth, earlier }] of tests.entries()) {
      if (index < first) continue
      scored.push({
        ...{ run: index, failed, truth, cost: Math.max(1, durationMs ?? 1), ours: predictions[at]?.failure ?? 0 },
        ...{ average: averages.get(testId) ?? 0, averageAsListed: averageOf(earlier) },
      })
    }
    for (const { testId, failed } of tests) averages.set(testId, next(averages.get(testId), failed))
    learnRun(predictor, change, tests)
  }
  return scored
}

function averageOf(outcomes: readonly boolean[]): number {
  return outcomes.reduce<number | undefined>(next, undefined) ?? 0
}

function next(average: number | undefined, failed: boolean): number {
  return average === undefined ? Number(failed) : average + 0.3 * (Number(failed) - average)
}
