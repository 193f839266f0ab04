import type { ContractChange } from '../../../model/contract-change.ts'
import type { IntentFeature as Reading } from '../../../model/failure-analysis.ts'
import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { Hunk } from '../causes/hunks.ts'
import type { DiagnosisContext } from '../rule.ts'
import { testBody } from '../test-body.ts'
import { type Announcement, announcement } from './reading/announced.ts'
import { isMentioned, observedChanges } from './reading/observed-changes.ts'
import { type Outcomes, outcomesOf } from './reading/outcomes.ts'
import { explainingPieces } from './reading/pieces.ts'
import { replacements } from './reading/replacements.ts'
import { subjectsOf } from './reading/subjects-of.ts'
import type { TextCase } from './text-case.ts'

/** One failing test and the hunks that break it, as every feature sees them. Where the causal hunks were not found, they are all that the test reaches. */
export type IntentCase = Omit<TextCase, 'context'> & {
  readonly context: DiagnosisContext
  readonly failure: ProbedFailure
  /** Set where a message states all that these hunks do. */
  readonly announced: Announcement | null
  readonly testText: string
  /** The outcome of the test's use of the product before the change, and now. */
  readonly outcomes: Outcomes
}

/** A sign for or against an intended change, one a file. `weight` is a log-odds, natural logarithm. */
export type Feature = {
  readonly name: string
  readonly description: string
  readonly weight: number
  read(subject: IntentCase): Pick<Reading, 'seen' | 'detail'> & { readonly weight?: number }
}

export function intentCase(
  context: DiagnosisContext,
  failure: ProbedFailure,
  hunks: readonly Hunk[],
  declared: readonly ContractChange[],
): IntentCase {
  const testText = testBody(context)
  const announced = announcement(hunks, context)
  const stated = announced?.changes.filter((change) => isMentioned(change, context)) ?? []
  return {
    context,
    failure,
    hunks,
    declared: [...new Set([...declared, ...observedChanges(hunks, context), ...stated])],
    announced,
    replaced: replacements(hunks),
    pieces: explainingPieces({ context, failure, hunks }),
    subjects: subjectsOf(hunks, context.trees),
    testText,
    outcomes: outcomesOf(failure, context, testText),
  }
}
