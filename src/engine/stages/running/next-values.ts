import type { Candidate, Edit } from '../../../model/candidate.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import type { ProbedFailure, TestRun } from '../../../model/runs/test-run.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { createProject } from '../../changes/resolve/project.ts'
import { causeOf } from '../../diagnosis/causes/cause-of.ts'
import { rowOf } from '../../diagnosis/test-evidence.ts'
import { distinctEdits, doContradict, editKey } from '../../repair/apply-edits.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import { type Draft, distinctCauses } from '../../repair/propose.ts'
import { draftsFor } from '../../repair/test-drafts.ts'
import { rebased } from '../../repair/values/rebase-edit.ts'
import type { HealingContext } from '../healing-context.ts'
import { type ReviewedCandidate, reviewed } from '../review.ts'

/** A test that a candidate is for, and how it fails with it. */
type NextFailure = { readonly testId: string; readonly failure: ProbedFailure }

/** The failures of a candidate's tests in a run with its edits; of a file that loads again, those of all its tests. */
function failuresWith({ testIds }: Candidate, run: TestRun): readonly NextFailure[] {
  const asked = new Set(testIds)
  return run.tests.flatMap(({ id, file, outcome, failure }) => {
    const isOwn = asked.has(id) || asked.has(file)
    return isOwn && outcome === 'failed' && failure !== null ? [{ testId: id, failure }] : []
  })
}

/** A run on the head with the edits of several candidates, and the files that they made. */
export type SeenTogether = { readonly run: TestRun; readonly files: readonly EditedFile[]; readonly edits: readonly Edit[] }

/** The edits of a candidate with those of a text that others have edited too; `null` where they touch what the others wrote. */
function ownEdits(more: readonly Edit[], own: readonly Edit[], laid: readonly Edit[]): readonly Edit[] | null {
  const keys = new Set(own.map(editKey))
  const others = new Set(laid.filter((edit) => !keys.has(editKey(edit))))
  const all = rebased(more, laid)
  if (all === null || [...others].some((edit) => !all.includes(edit))) return null
  return all.filter((edit) => !others.has(edit))
}

/**
 * The candidate with the edits that its tests need besides, as the next assertion shows only after the one before it holds. `null` where
 * nothing more is found for any of them.
 */
export function withNextValues(
  context: HealingContext,
  { candidate, answers }: ReviewedCandidate,
  { run, files, edits: laid }: SeenTogether,
  reproduction: Reproduction,
): ReviewedCandidate | null {
  const failures = failuresWith(candidate, run)
  const { sources, framework, parsers } = context
  const edited = createProject(new Map(files.map(({ path, after }) => [path, after])), parsers)
  const file = (path: string): SourceFile | null => edited.file(path) ?? sources.trees.after.file(path)
  const trees = { ...sources.trees, after: { ...sources.trees.after, file } }
  const headFiles = new Map([...sources.headFiles, ...files.map(({ path, after }) => [path, after] as const)])
  // declared changes were followed before: the edited text has none of the old names
  const read = { sources: { ...sources, changes: [], headFiles, trees }, framework, parsers }
  const contexts = context.diagnosisOf(reproduction)
  const drafts: Draft[] = []
  for (const { testId, failure } of failures) {
    const analysis = answers.asking.find((one) => one.failure.testId === testId) ?? answers.asking[0]
    const known =
      contexts.find(({ subject }) => subject.id === testId) ?? contexts.find(({ subject }) => candidate.testIds.includes(subject.id))
    const causalHunks = (known && causeOf(known)?.hunks) ?? []
    const row = rowOf(testId, reproduction.first) ?? rowOf(testId, run)
    const found = analysis && draftsFor({ analysis, failure, failures: [failure], row, causalHunks }, read).drafts
    const draft = found?.find(({ edits }) => edits.some(({ effect }) => effect !== 'reach'))
    if (draft !== undefined) drafts.push(draft)
  }
  const [first] = drafts
  const more = distinctEdits(drafts.flatMap((draft) => draft.edits))
  const edits = doContradict(more) ? null : ownEdits(more, candidate.edits, laid)
  if (first === undefined || edits === null || doContradict(edits)) return null
  const causes = distinctCauses([...candidate.causes, ...drafts.flatMap((draft) => draft.causes)])
  const next = { ...candidate, strategy: first.strategy, edits: [...edits], causes: [...causes] }
  return reviewed(next, answers, context)
}
