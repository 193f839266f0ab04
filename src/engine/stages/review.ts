import type { Candidate } from '../../model/candidate.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import type { CandidateReview } from '../review/index.ts'
import { type Plan, plan } from '../review/plan.ts'
import { type ReviewSources, reviewCandidate } from '../review/review-candidate.ts'

/** A candidate with the files that it makes, what the texts say of it, and the runs that would prove it. */
export type ReviewedCandidate = {
  readonly candidate: Candidate
  readonly files: readonly EditedFile[]
  readonly review: CandidateReview
  readonly planned: Plan
  /** The answers of the tests that asked for it. */
  readonly asking: readonly FailureAnalysis[]
}

/** Stage 4: judges every candidate from text, and plans what would have to be run for it. Pure. */
export function review(
  candidates: readonly Candidate[],
  analyses: readonly FailureAnalysis[],
  sources: ReviewSources,
): readonly ReviewedCandidate[] {
  return candidates.flatMap((candidate) => {
    const asking = analyses.filter(({ failure }) => candidate.askedBy.includes(failure.testId))
    const reviewed = reviewCandidate(candidate, sources, asking)
    if (reviewed === null) return []
    return [{ candidate, ...reviewed, planned: plan(candidate, reviewed.review, asking), asking }]
  })
}
