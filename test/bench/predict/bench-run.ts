import type { Change, Outcome, TestAhead } from '../../../src/engine/history/prediction/change-facts.ts'

/** One run of tests as a bench knows it. `truth`: the probability of a failure, where a simulator drew it. */
export type BenchRun = {
  readonly change: Change
  readonly tests: readonly (TestAhead & Outcome & { readonly earlier: readonly boolean[]; readonly truth: number | null })[]
}
