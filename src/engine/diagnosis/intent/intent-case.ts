import type { ContractChange } from '../../../model/contract-change.ts'
import type { IntentFeature as Reading } from '../../../model/failure-analysis.ts'
import type { ProbedFailure } from '../../../model/runs/test-run.ts'
import type { Hunk } from '../causes/hunks.ts'
import { enclosing } from '../causes/relevance.ts'
import type { DiagnosisContext } from '../rule.ts'
import { testBody } from '../test-body.ts'
import { type Announcement, announcement } from './reading/announced.ts'
import { isMentioned, observedChanges } from './reading/observed-changes.ts'
import { type Outcomes, outcomesOf } from './reading/outcomes.ts'
import { explainingPieces, type ValuePiece } from './reading/pieces.ts'
import { type Replacement, replacements } from './reading/replacements.ts'

/** One failing test and the hunks that break it, as every feature sees them. */
export type IntentCase = {
  readonly context: DiagnosisContext
  readonly failure: ProbedFailure
  /** The causal hunks; where those were not found, all that the test reaches. */
  readonly hunks: readonly Hunk[]
  /** Changes that these hunks declare and that the test uses. */
  readonly declared: readonly ContractChange[]
  /** Set where a message states all that these hunks do. */
  readonly announced: Announcement | null
  /** What these hunks put in the place of what. */
  readonly replaced: readonly Replacement[]
  /** What they add to or take from the compared value. */
  readonly pieces: readonly ValuePiece[]
  /** Names of the declarations that contain the hunks, without their classes. */
  readonly subjects: readonly string[]
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
  const around = hunks.flatMap((hunk) => enclosing(hunk, context.trees.after) ?? [])
  const subjects = [...new Set(around.map((name) => name.slice(name.lastIndexOf('.') + 1)))]
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
    subjects,
    testText,
    outcomes: outcomesOf(failure, context, testText),
  }
}
