import { z } from 'zod'
import { type CauseEvidence, cascades } from '../../engine/diagnosis/cascades.ts'
import { ContractChange } from '../../model/contract-change.ts'
import { ComparedValues, Culprit, DependencyChange, Evidence } from '../../model/failure-analysis.ts'
import { Reason } from '../../model/reason.ts'
import { Verdict } from '../../model/verdict.ts'
import { SimilarFailure } from './similar-failure.ts'

/** What became of a repair. `withheld`: one was found, or could have been, and is not offered, for this reason. `proposed`: a person may accept it. */
export const RepairAnswer = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('none') }),
  z.object({ outcome: z.literal('offered') }),
  z.object({ outcome: z.literal('withheld'), reason: Reason }),
  z.object({ outcome: z.literal('proposed'), reason: Reason }),
])
export type RepairAnswer = Readonly<z.infer<typeof RepairAnswer>>

/** A decision that mutes one known failure; `until` is an ISO date. */
export const QuarantineAnswer = z.object({ owner: z.string(), reason: z.string(), until: z.string() })
export type QuarantineAnswer = Readonly<z.infer<typeof QuarantineAnswer>>

/**
 * What Suture says of one failing test. `shortId` (`T1`) is how a comment may name it. All texts are untrusted.
 * `testId` is '' where a job failed before any test of it could: then `jobs` names it.
 * `basis`: whether the tests were run again for it, or only logs and reports were read.
 */
export const Answer = z.object({
  shortId: z.string(),
  testId: z.string(),
  jobs: z.array(z.string()),
  basis: z.enum(['runs', 'logs']),
  verdict: Verdict,
  reason: Reason,
  /** The reason in plain text. */
  rootCause: z.string(),
  confidence: z.number(),
  values: ComparedValues.nullable(),
  culprits: z.array(Culprit),
  codeChanges: z.array(ContractChange),
  evidence: z.array(Evidence),
  repair: RepairAnswer,
  quarantine: QuarantineAnswer.nullable(),
  /** The framework's name as its report gives it, '' where none is known, and the test's own file. */
  framework: z.string().default(''),
  testFile: z.string().nullable().default(null),
  /** What the failure said, cut short, and the innermost frame in the product. */
  message: z.string().default(''),
  frame: z.object({ file: z.string(), function: z.string() }).nullable().default(null),
  dependencyChanges: z.array(DependencyChange).default([]),
  similarFailures: z.array(SimilarFailure).default([]),
})
export type Answer = Readonly<z.infer<typeof Answer>>
export type UnnumberedAnswer = Omit<Answer, 'shortId'>

/** The order in which a reader wants to hear of them. */
export const VERDICTS_BY_URGENCY: readonly Verdict[] = [
  'product_regression',
  'behaviour_changed',
  'obsolete_test',
  'removed_behaviour',
  'flaky',
  'environment',
  'infrastructure',
  'unknown',
]

/** Orders answers as they are shown, those with one cause together and quarantined ones last, and gives each its short id. */
export function numberAnswers(answers: readonly UnnumberedAnswer[]): readonly Answer[] {
  const urgency = (answer: UnnumberedAnswer) => (answer.quarantine ? 100 : VERDICTS_BY_URGENCY.indexOf(answer.verdict))
  const sorted = [...answers].sort(
    (a, b) => urgency(a) - urgency(b) || compare(keyOf(a.reason), keyOf(b.reason)) || compare(a.testId, b.testId),
  )
  return groupAnswers(sorted)
    .flat()
    .map((answer, index) => ({ ...answer, shortId: `T${index + 1}` }))
}

/** Answers with one cause, in the order of the answers; quarantined ones are separate. */
export function groupAnswers<Some extends UnnumberedAnswer>(answers: readonly Some[]): readonly (readonly [Some, ...Some[]])[] {
  return [...Map.groupBy(answers, ({ quarantine }) => JSON.stringify(quarantine)).values()].flatMap((members) =>
    cascades<Some>(members, evidenceOf).map((cascade) => cascade.members),
  )
}

function evidenceOf(answer: UnnumberedAnswer): CauseEvidence {
  return answer
}

function keyOf({ code, parts }: Reason): string {
  return JSON.stringify([code, parts])
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
