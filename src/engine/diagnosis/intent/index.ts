import type { Intent } from '../../../model/failure-analysis.ts'
import type { Feature, IntentCase } from './intent-case.ts'
import { callerLeftBehind } from './signs/caller-left-behind.ts'
import { callersAdapted } from './signs/callers-adapted.ts'
import { changelogGrown } from './signs/changelog-grown.ts'
import { contractUnchanged } from './signs/contract-unchanged.ts'
import { declaredAndUsed } from './signs/declared-and-used.ts'
import { deprecatedRemoved } from './signs/deprecated-removed.ts'
import { deprecationCame } from './signs/deprecation-came.ts'
import { deprecationDeclared } from './signs/deprecation-declared.ts'
import { docsAdapted } from './signs/docs-adapted.ts'
import { docsStillOld } from './signs/docs-still-old.ts'
import { emptyValueAppears } from './signs/empty-value-appears.ts'
import { errorFixed } from './signs/error-fixed.ts'
import { flagRefused } from './signs/flag-refused.ts'
import { literalExplained } from './signs/literal-explained.ts'
import { logicEdit } from './signs/logic-edit.ts'
import { messageNamesIt } from './signs/message-names-it.ts'
import { messageSaysWhichWay } from './signs/message-says-which-way.ts'
import { messageTopicOverlap } from './signs/message-topic-overlap.ts'
import { nameNowExists } from './signs/name-now-exists.ts'
import { raisedInProduct } from './signs/raised-in-product.ts'
import { refactoringClaimed } from './signs/refactoring-claimed.ts'
import { statementsAdded } from './signs/statements-added.ts'
import { testDoubleOutdated } from './signs/test-double-outdated.ts'
import { testStatesIt } from './signs/test-states-it.ts'
import { testsAdapted } from './signs/tests-adapted.ts'

/** Signs for an intended change, then those against it. */
export const FEATURES = [
  declaredAndUsed,
  literalExplained,
  callersAdapted,
  docsAdapted,
  testsAdapted,
  messageNamesIt,
  messageTopicOverlap,
  messageSaysWhichWay,
  changelogGrown,
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
  docsStillOld,
  callerLeftBehind,
  contractUnchanged,
  logicEdit,
] as const satisfies readonly Feature[]

/** Signs from outside of the hunk that the change was meant. At least one is required: a hunk does not prove its own intent (docs/design.md, 'Justified edits'). */
const WITNESSES: ReadonlySet<string> = new Set(
  [callersAdapted, docsAdapted, testsAdapted, messageNamesIt, deprecationDeclared, deprecatedRemoved].map(({ name }) => name),
)
/** Signs that say which part of the change the expectation follows. */
const EXPLANATIONS: ReadonlySet<string> = new Set(
  [declaredAndUsed, literalExplained, flagRefused, deprecationDeclared, deprecatedRemoved].map(({ name }) => name),
)

/**
 * Log-odds before any sign: of the failures that no renamed declaration explains, about one in five was meant. The weights are reasoned,
 * not fitted: the bench writes its own messages, and a regression over them would learn how it writes (`bench:diagnose -- --only weights`
 * shows what it would find). What must hold there is that no bug comes near the bar even where its message claims nothing.
 */
const PRIOR = -1.5

/** Weak signs: an accidental bug in the same commit would show them too, so they can prevent a 'bug' verdict but never justify an edit. */
const WEAK: ReadonlySet<string> = new Set(
  [messageTopicOverlap, messageSaysWhichWay, changelogGrown, deprecationCame, statementsAdded, nameNowExists, errorFixed, testStatesIt].map(
    ({ name }) => name,
  ),
)

/** `certainty` is the posterior without the weak signs. */
export type IntentJudgement = Intent & {
  readonly certainty: number
  readonly isExplained: boolean
  readonly isWitnessed: boolean
  readonly isContradicted: boolean
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
  }
}

function posteriorOf(seen: readonly { readonly weight: number }[]): number {
  return 1 / (1 + Math.exp(-seen.reduce((total, { weight }) => total + weight, PRIOR)))
}
