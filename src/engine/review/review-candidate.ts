import type { Candidate } from '../../model/candidate.ts'
import { declaredChanges } from '../../model/cause.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import type { Framework } from '../frameworks/framework.ts'
import type { Parsers } from '../languages/parsers.ts'
import { type EditedFile, editedFiles } from '../repair/edited-files.ts'
import { type CandidateReview, reviewText } from './index.ts'

/** What candidates are read against: both trees in one framework's language. */
export type ReviewSources = {
  readonly sources: Pick<Sources, 'trees' | 'callersOf' | 'headFiles'>
  readonly framework: Framework
  readonly parsers: Parsers
}

/** `asking` are the answers of the tests that asked for it. The candidate's edited files and its text review; `null` if its edits do not fit the head's files. */
export function reviewCandidate(
  { edits, causes }: Pick<Candidate, 'edits' | 'causes'>,
  { sources, framework, parsers }: ReviewSources,
  asking: readonly Pick<FailureAnalysis, 'fields'>[],
): { readonly files: readonly EditedFile[]; readonly review: CandidateReview } | null {
  const files = editedFiles(edits, sources.headFiles)
  const reached = editedFiles(
    edits.filter(({ effect }) => effect === 'reach'),
    sources.headFiles,
  )
  if (files === null || reached === null || files.length === 0) return null
  const { trees, callersOf: callers } = sources
  const failures = asking.flatMap(({ fields }) => fields ?? [])
  const review = reviewText(
    { edits, files, reached, changes: declaredChanges(causes), callers, trees, failures, framework, parsers },
    causes,
  )
  return { files, review }
}
