import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { TestRepair } from '../../model/test-repair.ts'
import { pointsToBug } from '../review/accepted.ts'
import { refusing } from '../review/index.ts'
import { isProved } from '../review/judge.ts'

/** `isSuspect`: a test of it points to a bug, so that nobody is handed the yes to it. */
export type OpenProposal = { readonly repair: TestRepair; readonly isSuspect: boolean }

/** Repairs that pass every check and lack nothing but a person's yes, in the order of the result. */
export function openProposals(repairs: readonly TestRepair[], analyses: readonly FailureAnalysis[]): readonly OpenProposal[] {
  return repairs
    .filter(({ tier, accepted, checks }) => tier !== 'A' && !accepted && isProved(checks) && refusing(checks).length === 0)
    .map((repair) => ({ repair, isSuspect: pointsToBug(repair.testIds, analyses) }))
}
