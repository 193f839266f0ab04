import type { FailureType } from '../../model/failure/failure-type.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import { reason } from '../../model/reason.ts'
import type { Verdict } from '../../model/verdict.ts'
import { explained } from '../reasons/explained.ts'
import { failureTypeOf } from '../reports/failure-types/index.ts'

/** How CI saw the same test fail. */
export type CiFailure = { readonly failureType: FailureType; readonly message: string }

const OF_THE_CODE: ReadonlySet<Verdict> = new Set(['obsolete_test', 'removed_behaviour', 'product_regression', 'behaviour_changed'])
const VAGUE: ReadonlySet<FailureType> = new Set(['runtime_error', 'flaky'])

/**
 * The conclusion in the light of CI's own failure: where our run failed in another way, the two machines differ, and nothing that ours
 * showed says anything about the code. Only who has CI's log can ask this.
 */
export function asInCi(analysis: FailureAnalysis, ci: CiFailure): FailureAnalysis {
  const ours = failureTypeOf(analysis.failure.errorMessage)
  const differs = ours !== ci.failureType && !VAGUE.has(ours) && !VAGUE.has(ci.failureType)
  if (!differs || !OF_THE_CODE.has(analysis.verdict) || ci.message === '') return analysis
  const why = reason('fails-otherwise-in-ci', { failureType: ci.failureType.replaceAll('_', ' '), ours: analysis.reason })
  const evidence = [...analysis.evidence, { rung: 'as-in-ci', outcome: 'decisive' as const, reason: why }]
  return { ...analysis, verdict: 'environment', ...explained(why), confidence: 0.8, evidence }
}
