import type { Intent } from '../../../model/failure-analysis.ts'
import type { Feature, IntentCase } from './intent-case.ts'
import { callerLeftBehind } from './signs/followed/caller-left-behind.ts'
import { callersAdapted } from './signs/followed/callers-adapted.ts'
import { docsAdapted } from './signs/followed/docs-adapted.ts'
import { docsStillOld } from './signs/followed/docs-still-old.ts'
import { docstringRewritten } from './signs/followed/docstring-rewritten.ts'
import { testDoubleOutdated } from './signs/followed/test-double-outdated.ts'
import { testStatesIt } from './signs/followed/test-states-it.ts'
import { testsAdapted } from './signs/followed/tests-adapted.ts'
import { changelogGrown } from './signs/said/changelog-grown.ts'
import { messageNamesIt } from './signs/said/message-names-it.ts'
import { messageSaysWhichWay } from './signs/said/message-says-which-way.ts'
import { messageTopicOverlap } from './signs/said/message-topic-overlap.ts'
import { onlyFormTold } from './signs/said/only-form-told.ts'
import { refactoringClaimed } from './signs/said/refactoring-claimed.ts'
import { revertDeclared } from './signs/said/revert-declared.ts'
import { deprecationCame } from './signs/shown/deprecation-came.ts'
import { emptyValueAppears } from './signs/shown/empty-value-appears.ts'
import { errorFixed } from './signs/shown/error-fixed.ts'
import { flagRefused } from './signs/shown/flag-refused.ts'
import { nameNowExists } from './signs/shown/name-now-exists.ts'
import { raisedInProduct } from './signs/shown/raised-in-product.ts'
import { valueFromNowhere } from './signs/shown/value-from-nowhere.ts'
import { declaredAndUsed } from './signs/written/declared-and-used.ts'
import { deprecatedRemoved } from './signs/written/deprecated-removed.ts'
import { deprecationDeclared } from './signs/written/deprecation-declared.ts'
import { literalExplained } from './signs/written/literal-explained.ts'
import { logicEdit } from './signs/written/logic-edit.ts'
import { pieceExplained } from './signs/written/piece-explained.ts'
import { statementsAdded } from './signs/written/statements-added.ts'

/** Signs for an intended change, then those against it. */
export const FEATURES = [
  declaredAndUsed,
  literalExplained,
  pieceExplained,
  callersAdapted,
  docsAdapted,
  docstringRewritten,
  testsAdapted,
  messageNamesIt,
  messageTopicOverlap,
  messageSaysWhichWay,
  changelogGrown,
  revertDeclared,
  deprecationDeclared,
  deprecationCame,
  deprecatedRemoved,
  testDoubleOutdated,
  flagRefused,
  statementsAdded,
  nameNowExists,
  errorFixed,
  testStatesIt,
  raisedInProduct,
  emptyValueAppears,
  refactoringClaimed,
  onlyFormTold,
  valueFromNowhere,
  docsStillOld,
  callerLeftBehind,
  logicEdit,
] as const satisfies readonly Feature[]

/** Signs from outside of the hunk that the change was meant. At least one is required: a hunk does not prove its own intent (docs/design.md, 'Justified edits'). */
const WITNESSES: ReadonlySet<string> = new Set(
  [callersAdapted, docsAdapted, testsAdapted, messageNamesIt, deprecationDeclared, deprecatedRemoved].map(({ name }) => name),
)
/** Signs that say which part of the change the expectation follows. */
const EXPLANATIONS: ReadonlySet<string> = new Set(
  [declaredAndUsed, literalExplained, pieceExplained, flagRefused, deprecationDeclared, deprecatedRemoved].map(({ name }) => name),
)

/**
 * What points to a bug: a contradiction, an accident inside the product, a caller left behind, a claim that
 * nothing changes, a value from nowhere, nothing where a value was.
 */
const OF_A_BUG: ReadonlySet<string> = new Set(
  [raisedInProduct, emptyValueAppears, valueFromNowhere, refactoringClaimed, onlyFormTold, docsStillOld, callerLeftBehind].map(
    ({ name }) => name,
  ),
)

/**
 * Log-odds before any sign: of the failures that no renamed declaration explains, about one in five was meant. `bench:intent -- --only
 * weights` fits it and the weights on labelled differences, seeded cases and real commits, cross-validated by repository. Where those are
 * few, or would let a bug nearer to the bar, the more careful number stays: no bug may come near it, whatever its message claims.
 */
const PRIOR = -1.5

/** Weak signs: an accidental bug in the same commit would show them too, so they can prevent a 'bug' verdict but never justify an edit. */
const WEAK: ReadonlySet<string> = new Set(
  [
    messageTopicOverlap,
    messageSaysWhichWay,
    changelogGrown,
    docstringRewritten,
    revertDeclared,
    deprecationCame,
    statementsAdded,
    nameNowExists,
    errorFixed,
    testStatesIt,
  ].map(({ name }) => name),
)

/** `certainty` is the posterior without the weak signs. */
export type IntentJudgement = Intent & {
  readonly certainty: number
  readonly isExplained: boolean
  readonly isWitnessed: boolean
  readonly isContradicted: boolean
  /** Whether anything points to a bug: an unusual change alone is none. */
  readonly isSuspicious: boolean
}

/** How likely the change was meant, by every named sign. */
export function judgeIntent(subject: IntentCase): IntentJudgement {
  const features = FEATURES.map(({ name, weight, read }: Feature) => ({ name, weight, ...read(subject) }))
  const seen = features.filter((feature) => feature.seen === true)
  const strong = seen.filter(({ name }) => !WEAK.has(name))
  return {
    posterior: posteriorOf(seen),
    certainty: posteriorOf(strong),
    prior: PRIOR,
    features,
    isExplained: seen.some(({ name }) => EXPLANATIONS.has(name)),
    isWitnessed: seen.some(({ name }) => WITNESSES.has(name)),
    isContradicted: seen.some(({ weight }) => weight < 0),
    isSuspicious: seen.some(({ name }) => OF_A_BUG.has(name)),
  }
}

function posteriorOf(seen: readonly { readonly weight: number }[]): number {
  return 1 / (1 + Math.exp(-seen.reduce((total, { weight }) => total + weight, PRIOR)))
}
