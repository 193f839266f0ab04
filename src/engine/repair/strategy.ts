import type { Edit } from '../../model/candidate.ts'
import { type Cause, contractCause, hunkCause } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reason } from '../../model/reason.ts'
import type { RepairStrategy } from '../../model/repair-strategy.ts'
import type { ProbedFailure } from '../../model/runs/test-run.ts'
import type { TextEdit } from '../changes/uses/list-deletions.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import type { Hunk } from '../diagnosis/causes/hunks.ts'
import type { Parsers } from '../languages/parsers.ts'
import { hunkCauses } from './expected/hunk-causes.ts'
import type { ValueEdit } from './values/value-edit.ts'

/** Of a changed expectation: a person or the gates have to say yes to it either way. */
const OF_EXPECTATIONS = 0.8

/**
 * What a strategy found for one failing test: edits with their causes, or why it makes none although the test uses what changed. `isGuess`:
 * a person has to look at them, so that they never join edits which need nobody.
 */
export type StrategyFinding =
  | {
      readonly kind: 'edits'
      readonly causes: readonly Cause[]
      readonly edits: readonly Edit[]
      readonly confidence: number
      readonly isGuess?: boolean
      /** Learned from how the same change adapted the product; a rule of ours where nothing is said. */
      readonly origin?: 'example'
    }
  | { readonly kind: 'declined'; readonly causes: readonly Cause[]; readonly reason: Reason }

/** What a strategy sees: the head's texts, only text and values. */
export type RepairContext = {
  readonly parsers: Parsers
  readonly analysis: FailureAnalysis
  /** The failure as the probe saw it, with the compared values; `null` if it is known from a report only. */
  readonly failure: ProbedFailure | null
  /** That failure in each run of the head that saw it. */
  readonly failures: readonly ProbedFailure[]
  /** Which row of a table the test is, from 0, and how many there are; `null` where it is none, or where not all of them ran. */
  readonly row: { readonly index: number; readonly count: number } | null
  /** Declared changes that may matter for this failure, most relevant first. */
  readonly changes: readonly ContractChange[]
  /** The changed lines that make this test fail, as far as runs showed them. */
  readonly causalHunks: readonly Hunk[]
  /** All changed lines of the product. */
  readonly hunks: readonly Hunk[]
  /** Test files that may be edited, with their head text: the failing file, and the helpers and conftests it reaches. */
  readonly testFiles: ReadonlyMap<string, string>
  /** Data below folders of tests that may be edited, with its head text. */
  readonly testData: ReadonlyMap<string, string>
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

/** Edits of what a test expects, each with the changed lines that may have changed the value. */
export function expectationFindings(context: RepairContext, edits: readonly ValueEdit[]): readonly StrategyFinding[] {
  const causes = new Map<string, Cause>()
  const made = edits.map(({ file, range, replacement, value }): Edit => {
    const own = hunkCauses(value, context)
    for (const cause of own) causes.set(cause.id, cause)
    return { file, range: { ...range }, replacement, effect: 'expectation', value: { ...value }, causes: own.map(({ id }) => id) }
  })
  return edits.length === 0 ? [] : [{ kind: 'edits', causes: [...causes.values()], edits: made, confidence: OF_EXPECTATIONS }]
}

/** Additions to what the code under test finds when it runs; a person has to say yes to each. */
export function setupFindings(context: RepairContext, edits: readonly ValueEdit[]): readonly StrategyFinding[] {
  return expectationFindings(context, edits).map((finding) =>
    finding.kind === 'edits' ? { ...finding, edits: finding.edits.map((edit): Edit => ({ ...edit, effect: 'setup' })) } : finding,
  )
}

/** Why an expectation is not changed. */
export function unfollowed({ causalHunks }: RepairContext, why: Reason): readonly StrategyFinding[] {
  return [{ kind: 'declined', causes: causalHunks.map((hunk) => hunkCause(hunk, null)), reason: why }]
}

/** Why these declared changes are not followed in a test. */
export function declined(changes: readonly ContractChange[], reason: Reason): readonly StrategyFinding[] {
  return [{ kind: 'declined', causes: changes.map(contractCause), reason }]
}
