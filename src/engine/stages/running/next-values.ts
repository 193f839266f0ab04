import type { Candidate, Edit } from '../../../model/candidate.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import type { ProbedFailure, TestRun } from '../../../model/runs/test-run.ts'
import { causeOf } from '../../diagnosis/causes/cause-of.ts'
import { editedSources } from '../../diagnosis/sources/edited-sources.ts'
import { rowOf } from '../../diagnosis/test-evidence.ts'
import { distinctEdits, doContradict, editKey, withoutIdle } from '../../repair/apply-edits.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import { type Draft, distinctCauses } from '../../repair/propose.ts'
import { draftsFor, type FailingTest } from '../../repair/test-drafts.ts'
import { rebased } from '../../repair/values/rebase-edit.ts'
import type { HealingContext } from '../healing-context.ts'
import { type Answers, type ReviewedCandidate, reviewed } from '../review.ts'

/** A run on the head with the edits of several candidates, and the files that they made. */
export type SeenTogether = { readonly run: TestRun; readonly files: readonly EditedFile[]; readonly edits: readonly Edit[] }

/** A test that a candidate is for, and how it fails with it. */
type NextFailure = { readonly testId: string; readonly failure: ProbedFailure }

/**
 * The candidate with the edits that its tests need besides, as the next assertion shows only after the one before it holds. `null` where
 * nothing more is found for any of them.
 */
export function withNextValues(
  context: HealingContext,
  { candidate, answers }: ReviewedCandidate,
  seen: SeenTogether,
  reproduction: Reproduction,
): ReviewedCandidate | null {
  const { run } = seen
  const contexts = context.diagnosisOf(reproduction)
  const drafts = failuresWith(candidate, run).flatMap(({ testId, failure }): readonly Draft[] => {
    const analysis =
      [...answers.analyses, ...answers.asking].find((one) => one.failure.testId === testId) ?? answers.asking[0] ?? answers.analyses[0]
    const known =
      contexts.find(({ subject }) => subject.id === testId) ?? contexts.find(({ subject }) => candidate.testIds.includes(subject.id))
    const causalHunks = (known && causeOf(known)?.hunks) ?? []
    const row = rowOf(testId, reproduction.first) ?? rowOf(testId, run)
    const found = analysis && nextDraft(context, { analysis, failure, failures: [failure], row, causalHunks }, seen)
    return found ? [found] : []
  })
  return withDrafts(context, { candidate, answers }, drafts, seen)
}

/** The failures of a candidate's tests in a run with its edits; of a file that loads again, those of all its tests. */
function failuresWith({ testIds }: Candidate, run: TestRun): readonly NextFailure[] {
  const asked = new Set(testIds)
  return run.tests.flatMap(({ id, file, outcome, failure }) => {
    const isOwn = asked.has(id) || asked.has(file)
    return isOwn && outcome === 'failed' && failure !== null ? [{ testId: id, failure }] : []
  })
}

/** What would change an expectation of a test, read from its text as others have edited it. */
export function nextDraft({ sources, framework, parsers }: HealingContext, test: FailingTest, { files }: SeenTogether): Draft | undefined {
  // declared changes were followed before: the edited text has none of the old names
  const read = { sources: { ...editedSources(sources, files, parsers), changes: [] }, framework, parsers }
  return draftsFor(test, read).drafts.find(({ edits }) => edits.some(({ effect }) => effect !== 'reach'))
}

/** The candidate with these drafts of an edited text besides; `null` where there are none, or where they can't be made with it. */
export function withDrafts(
  context: HealingContext,
  { candidate, answers }: { readonly candidate: Candidate; readonly answers: Answers },
  drafts: readonly Draft[],
  { edits: laid }: SeenTogether,
): ReviewedCandidate | null {
  const [first] = drafts
  const more = distinctEdits(drafts.flatMap((draft) => draft.edits))
  const all = doContradict(more) ? null : ownEdits(more, candidate.edits, laid)
  const edits = all === null ? [] : withoutIdle(all, context.sources.headFiles)
  if (first === undefined || doContradict(edits) || edits.every(({ effect }) => effect === 'reach')) return null
  const causes = distinctCauses([...candidate.causes, ...drafts.flatMap((draft) => draft.causes)])
  return reviewed({ ...candidate, strategy: first.strategy, edits: [...edits], causes: [...causes] }, answers, context)
}

/** The edits of a candidate with those of a text that others have edited too; `null` where they touch what the others wrote. */
function ownEdits(more: readonly Edit[], own: readonly Edit[], laid: readonly Edit[]): readonly Edit[] | null {
  const keys = new Set(own.map(editKey))
  const others = new Set(laid.filter((edit) => !keys.has(editKey(edit))))
  const all = rebased(more, laid)
  if (all === null || [...others].some((edit) => !all.includes(edit))) return null
  return all.filter((edit) => !others.has(edit))
}
