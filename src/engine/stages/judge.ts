import type { Candidate } from '../../model/candidate.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { CandidateRuns } from '../../model/runs/candidate-runs.ts'
import type { Witness } from '../../model/witness.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { type AcceptedTests, isAccepted } from '../review/accepted.ts'
import { type Judgement, judge as judgeCandidate, withoutContradictions } from '../review/judge.ts'
import type { ProvenCandidate } from './run.ts'

/** A candidate with its tier and whether it is offered, what its runs showed, and the files that it makes. */
export type JudgedCandidate = { readonly judgement: Judgement; readonly runs: CandidateRuns | null; readonly files: readonly EditedFile[] }

export type JudgeRequest = {
  readonly confidenceThreshold: number
  readonly accepted: AcceptedTests
}

/** Stage 6: the tier of each candidate, and whether it is offered. Pure. */
export function judge(
  proven: readonly ProvenCandidate[],
  analyses: readonly FailureAnalysis[],
  { confidenceThreshold: threshold, accepted }: JudgeRequest,
  witnessesOf: (candidate: Candidate) => readonly Witness[],
): readonly JudgedCandidate[] {
  const judgements = proven.map(({ candidate, review, runs }) =>
    judgeCandidate({
      candidate,
      review,
      threshold,
      runChecks: runs?.checks ?? [],
      analyses: analyses.filter(({ failure }) => candidate.testIds.includes(failure.testId)),
      asking: analyses.filter(({ failure }) => candidate.askedBy.includes(failure.testId)),
      witnesses: witnessesOf(candidate),
      isAccepted: isAccepted(accepted, candidate.testIds, analyses),
    }),
  )
  return withoutContradictions(judgements).flatMap((judgement, index) => {
    const one = proven[index]
    return one ? [{ judgement, runs: one.runs, files: one.files }] : []
  })
}
