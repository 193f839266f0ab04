import type { Evidence } from '../../model/failure-analysis.ts'
import type { Reason } from '../../model/reason.ts'
import type { Decision, Finding } from './rule.ts'

/** The rung looked and found nothing that decides. */
export function passOn(rung: string, reason: Reason, outcome: Exclude<Evidence['outcome'], 'decisive'> = 'nothing'): Finding {
  return { evidence: { rung, outcome, reason }, decision: null }
}

/** The rung decides: the rungs below are not asked. */
export function decide(rung: string, decision: Decision): Finding {
  return { evidence: { rung, outcome: 'decisive', reason: decision.reason }, decision }
}
