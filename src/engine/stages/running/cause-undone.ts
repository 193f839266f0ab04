import type { Reproduction } from '../../../model/reproduction.ts'
import type { TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { samePlace, undoHunks } from '../../diagnosis/causes/hunks.ts'
import type { Sources } from '../../diagnosis/sources/sources.ts'
import type { Overlay } from '../../ports.ts'
import type { Undone } from '../../review/checks/check.ts'
import { selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import { isProgram } from '../reproduction/search-causes.ts'
import type { ReviewedCandidate } from '../review.ts'
import { filesTogether, overlayOf, type Ran } from './run-candidates.ts'
import { undoneTexts } from './undone-texts.ts'

/** A candidate with its tests, and the product's texts with its causes undone. */
type Open = { readonly ran: Ran; readonly texts: ReadonlyMap<string, string> }

/**
 * Runs each candidate's tests with exactly its causes undone: as they were, and repaired. Candidates with the same causes share both runs,
 * and what the search for causes has shown of the old tests is not run again. One answer for each candidate, in their order.
 */
export async function causesUndone(context: HealingContext, ran: readonly Ran[], reproduction: Reproduction): Promise<readonly Undone[]> {
  const answers = new Map<Ran, Undone>()
  const open: Open[] = []
  for (const one of ran) {
    const undone = undoneTexts(one.reviewed.candidate, context.sources)
    if (undone.outcome === 'not_undone') answers.set(one, { outcome: 'not_run', reason: undone.reason })
    else if (!isProgram(undone.texts, context)) answers.set(one, NO_PROGRAM)
    else open.push({ ran: one, texts: undone.texts })
  }
  for (const group of Map.groupBy(open, ({ texts }) => keyOf(texts)).values()) {
    const canJoin = filesTogether(reviewedOf(group), context) !== null
    for (const part of canJoin ? [group] : group.map((one) => [one])) {
      const shared = await bothRuns(context, part, reproduction)
      for (const { ran: one } of part) answers.set(one, shared)
    }
  }
  return ran.map((one) => answers.get(one) ?? NO_PROGRAM)
}

const NO_PROGRAM: Undone = { outcome: 'not_run', reason: 'with the cause undone the product is no program' }

function reviewedOf(group: readonly Open[]): readonly ReviewedCandidate[] {
  return group.map(({ ran }) => ran.reviewed)
}

async function bothRuns(
  { workspace, runner, sources }: HealingContext,
  group: readonly Open[],
  reproduction: Reproduction,
): Promise<Undone> {
  const texts = group[0]?.texts ?? new Map<string, string>()
  const tests = [...new Map(group.flatMap(({ ran }) => ran.tests).map((test) => [test.id, test])).values()]
  const selection = { ...selectionOf(tests), fresh: true }
  const run = async (overlay: Overlay): Promise<TestRun> => {
    await workspace.checkOut('head', overlay)
    return runner.run(selection)
  }
  const known = tests.every((test) => isKnown(test, texts, reproduction, sources))
  const old = known ? 'passed' : await run(texts)
  const repaired = await run(new Map([...texts, ...overlayOf(filesTogether(reviewedOf(group), { sources }) ?? [])]))
  await workspace.checkOut('head', new Map())
  return { outcome: 'ran', old, repaired }
}

/** Whether the search for causes has run this very text, and the test passed. */
function isKnown({ id }: Subject, texts: ReadonlyMap<string, string>, { causes }: Reproduction, { hunks, fileChanges }: Sources): boolean {
  const found = causes.find(({ testId, outcome }) => testId === id && (outcome === 'found' || outcome === 'not_minimal'))
  if (found === undefined) return false
  const undone = hunks.filter((hunk) => found.hunks.some((place) => samePlace(place, hunk)))
  return undone.length === found.hunks.length && keyOf(undoHunks(fileChanges, undone)) === keyOf(texts)
}

function keyOf(texts: ReadonlyMap<string, string>): string {
  return JSON.stringify([...texts].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}
