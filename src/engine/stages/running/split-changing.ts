import type { Edit } from '../../../model/candidate.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { editedTests } from '../../frameworks/edited-tests.ts'
import { editedFiles } from '../../repair/edited-files.ts'
import { doubtfulNamed } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import { type ReviewedCandidate, reviewed as reviewedCandidate } from '../review.ts'
import { loadedTests } from './loaded-tests.ts'

/**
 * Of a candidate that changes what several tests expect, and with which some of them fail in `run`: what it is for the others alone, without
 * the new expectations of those that fail. `null` where no test passes with it, or where nothing can be told apart.
 */
export function splitChanging(
  context: HealingContext,
  { candidate, answers }: ReviewedCandidate,
  run: TestRun,
  reproduction: Reproduction,
): ReviewedCandidate | null {
  const tests = doubtfulNamed(candidate.testIds, reproduction).flatMap((one) => loadedTests(one, [run], reproduction))
  const [passing, failing] = [true, false].map((wanted) => tests.filter((one) => (seenIn(run, one).outcome === 'passed') === wanted))
  if (passing === undefined || failing === undefined || passing.length === 0 || failing.length === 0) return null
  const edits = candidate.edits.filter((edit) => edit.effect === 'reach' || !isOnlyOf(edit, failing, passing, context))
  if (edits.every(({ effect }) => effect === 'reach')) return null
  const testIds = passing.map(({ id }) => id)
  const asked = candidate.askedBy.filter((id) => testIds.includes(id) || passing.some(({ file }) => file === id))
  const part = { ...candidate, id: `${candidate.id}/part`, testIds, askedBy: asked.length > 0 ? asked : candidate.askedBy, edits }
  const analyses = answers.analyses.filter(({ failure }) => testIds.includes(failure.testId))
  const found = reviewedCandidate(part, { ...answers, analyses }, context)
  return found?.planned.kind === 'runs' ? found : null
}

/** Whether an edit is in the own text of failing tests and of no other one. */
function isOnlyOf(edit: Edit, failing: readonly Subject[], passing: readonly Subject[], { sources, parsers }: HealingContext): boolean {
  const [file] = editedFiles([edit], sources.headFiles) ?? []
  const inFile = [...failing, ...passing].flatMap((one) => (one.kind === 'test' && one.file === edit.file ? [one] : []))
  const owners = (file && editedTests(file, inFile, parsers)?.edited.flat()) ?? []
  return owners.length > 0 && owners.every((one) => failing.some(({ id }) => id === one.id))
}
