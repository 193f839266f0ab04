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
 * pass, what they expect stands in a line of the truth too, no less is asserted than there, and the fault that a right repair notices is noticed.
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
  const strange = edited.flatMap((path) => unlikeTruth(path, { before, after, truth }))
  if (repair.expectations.length > 0 && strange[0] !== undefined) return `the truth does not say ${strange[0].trim()}`
  for (const path of edited) {
    const count = (tree: Tree) => (tree.get(path) ?? '').match(ASSERTION)?.length ?? 0
    if (count(after) < Math.min(count(before), count(truth))) return `${path} asserts less than the truth`
  }
  const probed = change.probe && change.probe.length > 0 ? applyEdits(intended, change.probe) : null
  if (probed === null || typeof probed === 'string') return ''
  const inEdited = ({ red: all }: CiRun) => all.filter((id) => edited.includes(fileOf(id)))
  const [noticed, wanted] = [inEdited(await run(probed, after)), inEdited(await run(probed, truth))]
  return wanted.length > 0 && noticed.every((id) => ours.red.includes(id)) ? 'it no longer notices a fault that the truth notices' : ''
}

const ASSERTION = /\bassert\b|\bexpect\(|pytest\.raises/g
const WORD = /[\p{L}\p{N}_]+/gu
const wordsOf = (line: string) => new Set(line.match(WORD))

type Trees = { readonly before: Tree; readonly after: Tree; readonly truth: Tree }

/** Lines of a repair whose words and numbers stand in no one line of the truth, in whatever notation. */
function unlikeTruth(path: string, { before, after, truth }: Trees): readonly string[] {
  const linesOf = (tree: Tree) => (tree.get(path) ?? '').split('\n')
  const [old, wanted] = [new Set(linesOf(before)), linesOf(truth).map(wordsOf)]
  return linesOf(after).filter((line) => !old.has(line) && !wanted.some((words) => wordsOf(line).isSubsetOf(words)))
}
