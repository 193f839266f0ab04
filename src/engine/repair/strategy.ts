import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { RepairStrategy } from '../../model/repair-strategy.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import type { Parsers } from '../languages/parsers.ts'

/** Replace `text.slice(start, end)` of a file by `replacement`. */
export type Edit = {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly why: string
}

/** A candidate: what to edit, for which contract change, and how sure the strategy is (0 to 1). */
export type Candidate = {
  readonly strategy: RepairStrategy
  /** The first of `changes`. */
  readonly change: ContractChange
  /** Every change that the edits follow. */
  readonly changes: readonly ContractChange[]
  readonly edits: readonly Edit[]
  readonly confidence: number
}

/** What a strategy sees: the head's texts, only text and values. */
export type RepairContext = {
  readonly parsers: Parsers
  readonly analysis: FailureAnalysis
  /** Changes that may matter for this failure, most relevant first. */
  readonly changes: readonly ContractChange[]
  /** Test files that may be edited, with their head text: the failing file, and the helpers and conftests it reaches. */
  readonly testFiles: ReadonlyMap<string, string>
  /** Both versions of the product, each under the tests of the head. */
  readonly trees: Trees
}

/** One way to bring a test up to date. `description` is one sentence for the README and the pull request. */
export type Strategy = {
  readonly name: RepairStrategy
  readonly description: string
  propose(context: RepairContext): readonly Candidate[]
}
