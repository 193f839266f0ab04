import type { Intent } from '../../../model/failure-analysis.ts'
import { reason } from '../../../model/reason.ts'
import type { Signs } from '../../../model/reasons/parts.ts'
import { causeOf, placesOf } from '../causes/cause-of.ts'
import { culpritsOf } from '../causes/culprits-of.ts'
import { declaringHunks } from '../causes/declaring-hunks.ts'
import { newCalleesOf } from '../causes/new-callees.ts'
import { decide, passOn } from '../finding.ts'
import { judgeIntent } from '../intent/index.ts'
import { intentCase } from '../intent/intent-case.ts'
import { OBSOLETE_BAR } from '../obsolete-bar.ts'
import { reachedHunks } from '../reached-hunks.ts'
import type { Rule } from '../rule.ts'

const NAME = 'declared-intent'

/** From here up to the other bar neither 'meant' nor 'bug' is said. */
const DOUBTFUL = 0.5
/** Upper bound of the confidence: the signs may be about other parts of the change. */
const SUSPECTED = 0.9

/** That undoing these lines lets the test pass was run; that all of them are needed may not have been. */
const CHANGED = 0.9

/** Whether the part of the change that breaks the test was meant to change what the test expects. It offers no edit: it only says so. */
export const declaredIntent = {
  name: NAME,
  description: 'Signs for and against an intended change of behaviour are added up: literals, documents, other tests, messages, accidents.',
  examine(context) {
    const failure = context.failing?.failure
    if (!failure) return passOn(NAME, reason('no-failure', {}))
    const cause = causeOf(context)
    const hunks = cause !== null && cause.hunks.length > 0 ? cause.hunks : reachedHunks(context)
    if (hunks.length === 0) return passOn(NAME, reason('no-changed-part-reached', {}))
    const declared = context.relevant().used.filter((change) => declaringHunks(change, hunks, context.trees).length > 0)
    const { certainty, isExplained, isWitnessed, isContradicted, isSuspicious, ...intent } = judgeIntent(
      intentCase(context, failure, hunks, declared),
    )
    const culprits = [...culpritsOf(hunks, context.trees), ...newCalleesOf(hunks, context.fileChanges)]
    const files = [...new Set(hunks.map(({ file }) => file))]
    const isFound = cause?.finding.outcome === 'found'
    const isCertain = isFound && isExplained && isWitnessed && !isContradicted
    if (certainty >= OBSOLETE_BAR && isCertain) {
      const why = reason('declared-intent', { files, signs: seenSigns(intent, 1) })
      return decide(NAME, { verdict: 'obsolete_test', reason: why, confidence: certainty, culprits, intent })
    }
    const [signs, against] = [seenSigns(intent, 1), seenSigns(intent, -1)]
    if (intent.posterior >= DOUBTFUL || !isSuspicious) {
      const isLocated = cause !== null && cause.hunks.length > 0
      const why = isLocated
        ? reason('behaviour-changed', { ...placesOf(hunks), signs, against })
        : reason('declared-intent-open', { files, signs, against })
      const verdict = isLocated ? ('behaviour_changed' as const) : ('unknown' as const)
      const confidence = isLocated ? CHANGED : Math.min(Math.max(intent.posterior, DOUBTFUL), OBSOLETE_BAR)
      return decide(NAME, { verdict, reason: why, confidence, culprits, intent })
    }
    const why = isFound ? reason('not-intended', { ...placesOf(hunks), against }) : reason('not-intended-suspected', { files, against })
    const confidence = Math.min(1 - intent.posterior, isFound ? 1 : SUSPECTED)
    return decide(NAME, { verdict: 'product_regression', reason: why, confidence, culprits, intent })
  },
} satisfies Rule

function seenSigns({ features }: Intent, direction: 1 | -1): Signs {
  const seen = features.filter((feature) => feature.seen === true && Math.sign(feature.weight) === direction)
  return seen.map(({ name, detail }) => ({ sign: name, detail }))
}
