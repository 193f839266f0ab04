import type { TestRepair } from '../../../../src/model/test-repair.ts'
import { applyEdits } from '../development/apply-edits.ts'
import type { Change, Tree } from '../development/change.ts'
import { type CiRun, fileOf } from './ci-run.ts'

export type Question = {
  /** Runs everything in a folder that nobody else looks at. */
  readonly run: (product: Tree, tests: Tree) => Promise<CiRun>
  /** What was meant: the product without its fault. */
  readonly intended: Tree
  readonly truth: Tree
  readonly change: Change
}
type Judged = Pick<TestRepair, 'testIds' | 'expectations'>

/**
 * Why a person who knows what was meant would decline repaired tests, '' where they would not: on the product as it was meant the tests
 * pass, what they expect stands in the truth too, no less is asserted than there, and the fault that a right repair notices is noticed.
 */
export async function declineReason(
  { run, intended, truth, change }: Question,
  before: Tree,
  after: Tree,
  repair: Judged,
): Promise<string> {
  const ours = await run(intended, after)
  const red = repair.testIds.find((id) => ours.red.includes(id) || ours.red.includes(fileOf(id)))
  if (red !== undefined) return `${red} fails where nothing is wrong`
  const edited = [...before.keys()].filter((path) => before.get(path) !== after.get(path))
  const strange = repair.expectations.find(({ after: value }) => !edited.some((path) => names(truth.get(path) ?? '', value)))
  if (strange !== undefined) return `the truth does not expect ${strange.after}`
  for (const path of edited) {
    const count = (tree: Tree) => (tree.get(path) ?? '').match(ASSERTION)?.length ?? 0
    if (count(after) < Math.min(count(before), count(truth))) return `${path} asserts less than the truth`
  }
  const probed = change.probe && change.probe.length > 0 ? applyEdits(intended, change.probe) : null
  if (probed === null || typeof probed === 'string') return ''
  const [noticed, wanted] = [await run(probed, after), await run(probed, truth)]
  return wanted.red.length > 0 && noticed.red.length === 0 ? 'it no longer notices a fault that the truth notices' : ''
}

const ASSERTION = /\bassert\b|\bexpect\(|pytest\.raises/g

/** Whether every word and number of a value stands in a text, in whatever notation. */
function names(text: string, value: string): boolean {
  const words = new Set(text.match(WORD))
  return (value.match(WORD) ?? []).every((word) => words.has(word))
}

const WORD = /[\p{L}\p{N}_]+/gu
