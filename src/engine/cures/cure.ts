import type { Edit } from '../../model/candidate.ts'
import type { RepairStrategy } from '../../model/repair-strategy.ts'
import type { CureName } from '../../model/result/flaky-cure.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'

/** A cause as an experiment showed it. */
export type ShownCause = FlakyTestResult['rootCauses'][number]

/** One way to make a flaky test steady; how it is written is a fact of each language, under the same name. */
export type Cure = {
  readonly name: CureName
  readonly strategy: RepairStrategy
  /** One sentence for people who read the code. */
  readonly description: string
  isFor(cause: ShownCause): boolean
}

/** Edits that would cure one test, as plain data: equal texts give equal ones. `touched` are the tests whose own text, or whose set-up, they change. */
export type CureCandidate = {
  readonly testId: string
  readonly cause: ShownCause
  readonly name: CureName
  readonly strategy: RepairStrategy
  readonly why: string
  readonly edits: readonly Edit[]
  readonly touched: readonly string[]
}
