import type { Edit } from '../../model/candidate.ts'
import type { OptimizationName, OptimizationType, RiskLevel, TestOptimization } from '../../model/result/test-optimization.ts'
import type { TestCoverage } from '../../model/runs/test-coverage.ts'
import type { TestRef } from '../../model/test-ref.ts'
import type { CureSources } from '../cures/cure-sources.ts'

/** A test that passed in every run so far, and the median of what it took. */
export type TimedTest = { readonly ref: TestRef; readonly ms: number }

/**
 * What runs of the suite as it is showed; times in milliseconds. `coverage`: the lines that each test reaches. `idlePauses`: by test, where those pauses begin
 * without which it passed as well.
 */
export type SuiteFacts = {
  readonly tests: ReadonlyMap<string, TimedTest>
  readonly suiteMs: number
  readonly coverage: TestCoverage
  readonly idlePauses: ReadonlyMap<string, ReadonlySet<number>>
}

/** What an optimisation is made from: the texts of one tree, and what was measured. `settings` are manifests and tools' settings; `focus` are the tests that it is about. */
export type OptimizationInput = {
  readonly sources: CureSources
  readonly settings: ReadonlyMap<string, string>
  readonly facts: SuiteFacts
  readonly focus: ReadonlySet<string>
}

/**
 * Edits that may make tests faster, as plain data: equal input gives equal ones. `tests` are those whose time it is about, `files` what is run to see that.
 * `shares`: tests get something together that each had for itself, or run beside each other: that nothing leaks has to be shown. `removes`: a test that goes,
 * which nothing but a person does. `expectedMs`: what it may save, from what was measured before.
 */
export type OptimizationCandidate = {
  readonly id: string
  readonly name: OptimizationName
  readonly type: OptimizationType
  readonly testId: string
  readonly tests: readonly string[]
  readonly files: readonly string[]
  readonly measured: TestOptimization['measured']
  readonly expectedMs: number
  readonly risk: RiskLevel
  readonly why: string
  readonly how: string
  readonly edits: readonly Edit[]
  readonly shares: boolean
  readonly removes?: string
}

/** One way to make tests faster. */
export type Optimization = {
  readonly name: OptimizationName
  readonly type: OptimizationType
  /** One sentence for people who read the code. */
  readonly description: string
  propose(input: OptimizationInput): readonly OptimizationCandidate[]
}
