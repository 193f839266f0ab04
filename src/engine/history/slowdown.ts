import { median } from 'simple-statistics'
import { levelChanges } from './level-changes.ts'
import { likenessOf } from './likeness.ts'
import { chanceOf, shiftOf } from './rank-shift.ts'
import { isSlower, NEAREST, SURE } from './regressions.ts'

/** How much longer a test takes on a branch; fields as of a regression. */
export type Slowdown = {
  readonly beforeMs: number
  readonly afterMs: number
  readonly ratio: number
  readonly interval: readonly [low: number, high: number]
  readonly runs: { readonly before: number; readonly after: number }
}

const MOST_FALSE = 0.05 // of all the tests of a run together
const FEWEST = { before: 10, after: 2 }

/**
 * Whether a branch makes a test slower, by its levels on the default branch and on this one, each oldest first. `newest`: those of the
 * branch's last commit, which must be slow by itself. `tests`: how many tests are asked about at once; a chance must be so many times smaller.
 * Few runs of a few machines prove nothing: then null.
 */
export function slowdownOf(
  before: readonly number[],
  branch: readonly number[],
  newest: readonly number[],
  tests: number,
  threshold: number,
): Slowdown | null {
  const last = before.slice(levelChanges(before, SURE).at(-1)?.at ?? 0).slice(-NEAREST)
  if (last.length < FEWEST.before || branch.length < FEWEST.after || newest.length === 0) return null
  const usual = median([...last])
  const won = branch.reduce((sum, late) => sum + last.filter((early) => early < late).length, 0)
  const shift = shiftOf(last, branch, likenessOf(before))
  if (shift === null || shift.estimate <= 0 || chanceOf(won, last.length, branch.length) * tests > MOST_FALSE) return null
  if (!isSlower(shift, usual, threshold) || median([...newest]) < usual + Math.log(threshold) / 2) return null
  const { estimate, low, high } = shift
  return {
    ...{ beforeMs: Math.exp(usual), afterMs: Math.exp(usual + estimate), ratio: Math.exp(estimate) },
    ...{ interval: [Math.exp(low), Math.exp(high)], runs: { before: last.length, after: branch.length } },
  }
}
