import type { Intent } from '../../../model/failure-analysis.ts'
import { causeOf, culpritsOf, placesOf } from '../causes/cause-of.ts'
import { declaringHunks } from '../causes/declaring-hunks.ts'
import { newCalleesOf } from '../causes/new-callees.ts'
import { decide, passOn } from '../finding.ts'
import { judgeIntent } from '../intent/index.ts'
import { intentCase } from '../intent/intent-case.ts'
import { OBSOLETE_BAR } from '../obsolete-bar.ts'
import { reachedHunks } from '../reached-hunks.ts'
import type { Rule } from '../rule.ts'

const NAME = 'declared intent'

/** At or above this, and below the other bar, nobody can tell. */
const DOUBTFUL = 0.5
/** Signs of parts that may have nothing to do with it: nobody is surer than this. */
const SUSPECTED = 0.9

/** Whether the part of the change that breaks the test was meant to change what the test expects. It offers no edit: it only says so. */
export const declaredIntent = {
  name: NAME,
  description: 'Signs for and against an intended change of behaviour are added up: literals, documents, other tests, messages, accidents.',
  examine(context) {
    const failure = context.failing?.failure
    if (!failure) return passOn(NAME, 'no failure to read')
    const cause = causeOf(context)
    const hunks = cause !== null && cause.hunks.length > 0 ? cause.hunks : reachedHunks(context)
    if (hunks.length === 0) return passOn(NAME, 'no changed part of the product is reached')
    const declared = context.relevant().used.filter((change) => declaringHunks(change, hunks, context.trees).length > 0)
    const { certainty, isExplained, isWitnessed, isContradicted, ...intent } = judgeIntent(intentCase(context, failure, hunks, declared))
    const culprits = [...culpritsOf(hunks), ...newCalleesOf(hunks, context.fileChanges)]
    const where = [...new Set(hunks.map(({ file }) => file))].join(', ')
    const isCertain = cause?.finding.outcome === 'found' && isExplained && isWitnessed && !isContradicted
    if (certainty >= OBSOLETE_BAR && isCertain) {
      const rootCause = `${where} changed on purpose what the test expects: ${told(intent, 1)}`
      return decide(NAME, { verdict: 'obsolete_test', rootCause, confidence: certainty, culprits, intent })
    }
    if (intent.posterior >= DOUBTFUL) {
      const rootCause = `it passed before this change and fails after it; signs that ${where} was changed on purpose: ${told(intent, 1)}; signs against it: ${told(intent, -1)}`
      return decide(NAME, { verdict: 'unknown', rootCause, confidence: Math.min(intent.posterior, OBSOLETE_BAR), culprits, intent })
    }
    const rootCause = `it passed before this change and fails after it; ${cause?.finding.outcome === 'found' ? `with only ${placesOf(hunks)} undone it passes` : `it reaches ${where}`}`
    const confidence = Math.min(1 - intent.posterior, cause?.finding.outcome === 'found' ? 1 : SUSPECTED)
    return decide(NAME, { verdict: 'product_regression', rootCause, confidence, culprits, intent })
  },
} satisfies Rule

function told({ features }: Intent, sign: 1 | -1): string {
  const seen = features.filter((feature) => feature.seen === true && Math.sign(feature.weight) === sign)
  return seen.length === 0 ? 'nothing' : seen.map(({ name, detail }) => `${name} (${detail})`).join(', ')
}
