import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reason } from '../../model/reason.ts'
import type { CandidateRuns } from '../../model/runs/candidate-runs.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import { explained } from '../reasons/explained.ts'
import type { Judgement } from '../review/judge.ts'

/** The rung that a tried repair adds to the ladder. */
const RUNG = 'conclude'

/** Confidence of 'out of date' when no repair passed: less than with a repair that proves it, and too little for any edit. */
export const WITHOUT_REPAIR = 0.8

/** A judged candidate with what its runs showed. */
export type Tried = { readonly judgement: Judgement; readonly runs: CandidateRuns | null }

export type ConclusionSources = Pick<Sources, 'callersOf' | 'changes' | 'crossingOf' | 'fileChanges' | 'hunks' | 'trees'>

/** The analysis with this as its reason, and as the last word of the ladder. */
export function decided(analysis: FailureAnalysis, why: Reason): FailureAnalysis {
  return { ...analysis, ...explained(why), evidence: [...analysis.evidence, { rung: RUNG, outcome: 'decisive', reason: why }] }
}
