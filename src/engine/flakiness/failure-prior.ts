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
