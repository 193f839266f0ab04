import type { Candidate } from '../../model/candidate.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { type AcceptedTests, isAccepted } from '../review/accepted.ts'
import type { CandidateReview } from '../review/index.ts'
import { type Plan, plan } from '../review/plan.ts'
import { type ReviewSources, reviewCandidate } from '../review/review-candidate.ts'
import { candidateWitnesses } from '../review/witnesses/candidate-witnesses.ts'

/** A candidate with the files that it makes, what the texts say of it, and the runs that would prove it. */
export type ReviewedCandidate = {
  readonly candidate: Candidate
  readonly files: readonly EditedFile[]
  readonly review: CandidateReview
  readonly planned: Plan
  readonly answers: Answers
}

/** The answers of all tests that a candidate is for, and of those that asked for it; which tests a person said yes to. */
export type Answers = {
  readonly analyses: readonly FailureAnalysis[]
  readonly asking: readonly FailureAnalysis[]
  readonly accepted: AcceptedTests
}

/** Both trees, and the words of the authors: who says that a value was meant. */
export type ReviewTexts = ReviewSources & { readonly sources: Pick<Sources, 'authorTexts' | 'hunks' | 'trees'> }

/** Stage 4: judges every candidate from text, and plans what would have to be run for it. Pure. */
export function review(
  candidates: readonly Candidate[],
  analyses: readonly FailureAnalysis[],
  texts: ReviewTexts,
  accepted: AcceptedTests,
): readonly ReviewedCandidate[] {
  return candidates.flatMap((candidate) => {
    const answersOf = (testIds: readonly string[]) => analyses.filter(({ failure }) => testIds.includes(failure.testId))
    return reviewed(candidate, { analyses: answersOf(candidate.testIds), asking: answersOf(candidate.askedBy), accepted }, texts) ?? []
  })
}

/** `null` where its edits do not fit the head's files. */
export function reviewed(candidate: Candidate, answers: Answers, texts: ReviewTexts): ReviewedCandidate | null {
  const read = reviewCandidate(candidate, texts, answers.asking)
  if (read === null) return null
  const { analyses, asking, accepted } = answers
  const known = {
    ...{ review: read.review, analyses, asking, witnesses: candidateWitnesses(candidate, texts.sources) },
    isAccepted: isAccepted(accepted, candidate.testIds, analyses),
  }
  return { candidate, ...read, planned: plan(candidate, known), answers }
}
