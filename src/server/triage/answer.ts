import type { ContractChange } from '../../model/contract-change.ts'
import type { ComparedValues, Culprit, Evidence } from '../../model/failure-analysis.ts'
import type { Verdict } from '../../model/verdict.ts'

/** What became of a repair. `withheld`: one was found, or could have been, and is not offered, for this reason. */
export type RepairAnswer =
  | { readonly outcome: 'none' }
  | { readonly outcome: 'offered' }
  | { readonly outcome: 'withheld'; readonly reason: string }

/** A decision that mutes one known failure; `until` is an ISO date. */
export type QuarantineAnswer = { readonly owner: string; readonly reason: string; readonly until: string }

/**
 * What Suture says of one failing test. `shortId` (`T1`) is how a comment may name it. All texts are untrusted.
 * `testId` is '' where a job failed before any test of it could: then `jobs` names it.
 * `basis`: whether the tests were run again for it, or only logs and reports were read.
 */
export type Answer = {
  readonly shortId: string
  readonly testId: string
  readonly jobs: readonly string[]
  readonly basis: 'runs' | 'logs'
  readonly verdict: Verdict
  readonly rootCause: string
  readonly confidence: number
  readonly values: ComparedValues | null
  readonly culprits: readonly Culprit[]
  readonly codeChanges: readonly ContractChange[]
  readonly evidence: readonly Evidence[]
  readonly repair: RepairAnswer
  readonly quarantine: QuarantineAnswer | null
}

/** The order in which a reader wants to hear of them. */
export const VERDICTS_BY_URGENCY: readonly Verdict[] = [
  'product_regression',
  'obsolete_test',
  'removed_behaviour',
  'flaky',
  'environment',
  'infrastructure',
  'unknown',
]

/** Orders answers as they are shown, quarantined ones last, and gives each its short id. */
export function numberAnswers(answers: readonly Omit<Answer, 'shortId'>[]): readonly Answer[] {
  const urgency = (answer: Omit<Answer, 'shortId'>) => (answer.quarantine ? 100 : VERDICTS_BY_URGENCY.indexOf(answer.verdict))
  return [...answers]
    .sort((a, b) => urgency(a) - urgency(b) || compare(a.rootCause, b.rootCause) || compare(a.testId, b.testId))
    .map((answer, index) => ({ ...answer, shortId: `T${index + 1}` }))
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
