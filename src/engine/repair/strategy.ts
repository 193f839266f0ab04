import type { Edit } from '../../model/candidate.ts'
import { type Cause, contractCause } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reason } from '../../model/reason.ts'
import type { RepairStrategy } from '../../model/repair-strategy.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import type { TextEdit } from '../changes/uses/list-deletions.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import type { Hunk } from '../diagnosis/causes/hunks.ts'
import type { Parsers } from '../languages/parsers.ts'

/** What a strategy found for one failing test: edits with their causes, or why it makes none although the test uses what changed. */
export type StrategyFinding =
  | { readonly kind: 'edits'; readonly causes: readonly Cause[]; readonly edits: readonly Edit[]; readonly confidence: number }
  | { readonly kind: 'declined'; readonly causes: readonly Cause[]; readonly reason: Reason }

/** What a strategy sees: the head's texts, only text and values. */
export type RepairContext = {
  readonly parsers: Parsers
  readonly analysis: FailureAnalysis
  /** The failure as the probe saw it, with the compared values; `null` if it is known from a report only. */
  readonly failure: ProbedFailure | null
  /** Declared changes that may matter for this failure, most relevant first. */
  readonly changes: readonly ContractChange[]
  /** The changed lines that make this test fail, as far as runs showed them. */
  readonly causalHunks: readonly Hunk[]
  /** Test files that may be edited, with their head text: the failing file, and the helpers and conftests it reaches. */
  readonly testFiles: ReadonlyMap<string, string>
  /** Both versions of the product, each under the tests of the head. */
  readonly trees: Trees
}

/**
 * One way to bring a test up to date; asked once for every failing test, whatever its verdict. `description` is one sentence for people
 * who read the code.
 */
export type Strategy = {
  readonly name: RepairStrategy
  readonly description: string
  propose(context: RepairContext): readonly StrategyFinding[]
}

/** Edits of one file that follow declared changes and keep every expectation; nothing where there are none. */
export function reachEdits(
  file: string,
  changes: readonly ContractChange[],
  edits: readonly TextEdit[],
  confidence: number,
): readonly StrategyFinding[] {
  if (edits.length === 0) return []
  const causes = changes.map(contractCause)
  const ids = causes.map(({ id }) => id)
  const made = edits.map(({ start, end, replacement }): Edit => {
    return { file, range: { start, end }, replacement, effect: 'reach', causes: [...ids] }
  })
  return [{ kind: 'edits', causes, edits: made, confidence }]
}

/** Why these declared changes are not followed in a test. */
export function declined(changes: readonly ContractChange[], reason: Reason): readonly StrategyFinding[] {
  return [{ kind: 'declined', causes: changes.map(contractCause), reason }]
}
