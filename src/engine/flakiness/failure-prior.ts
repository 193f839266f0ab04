import type { Beta } from './beta.ts'

/**
 * What is known of a failure before its test runs again. `flaky`: how likely it is that the same code can pass too. `again`: how often a
 * flaky test fails again that has failed just now.
 */
export type FailurePrior = { readonly flaky: number; readonly again: Beta }

/**
 * Where a repository has no history of its own. `again` has the published rates of failing a second and a third time, weighted by failures: 0.463,
 * and 0.533 of those (811 flaky tests, 10,000 runs each: the FlakeFlagger study's run table). `flaky`: nobody knows, so one half.
 */
export const COMMON_PRIOR: FailurePrior = { flaky: 0.5, again: { a: 3.09, b: 3.58 } }

/** Fewer flaky failures than this say less of a repository than what is known of others. */
const ENOUGH_FAILURES = 30

/** How often a test of the history failed on one tree, of so many runs there. */
export type SameTreeRuns = { readonly failed: number; readonly runs: number }

/**
 * The prior of one repository from its own flaky tests, each run many times on one tree: by the moments of the rates, each weighted by its failures.
 * The common one where these are too few, or all alike.
 */
export function priorOf(tests: readonly SameTreeRuns[], common: FailurePrior = COMMON_PRIOR): FailurePrior {
  const flaky = tests.filter(({ failed, runs }) => failed > 0 && failed < runs && runs > 1)
  const weight = flaky.reduce((sum, { failed }) => sum + failed, 0)
  if (weight < ENOUGH_FAILURES) return common
  const average = (of: (test: SameTreeRuns) => number) => flaky.reduce((sum, test) => sum + test.failed * of(test), 0) / weight
  // without the failure that a test was chosen for
  const mean = average(({ failed, runs }) => (failed - 1) / (runs - 1))
  const square = average(({ failed, runs }) =>
    runs > 2 ? ((failed - 1) * Math.max(0, failed - 2)) / ((runs - 1) * (runs - 2)) : mean ** 2,
  )
  const variance = square - mean ** 2
  if (mean <= 0 || variance <= 0) return common
  const size = (mean * (1 - mean)) / variance - 1
  return size <= 0 ? common : { ...common, again: { a: mean * size, b: (1 - mean) * size } }
}
