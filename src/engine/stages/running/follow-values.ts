import type { Reproduction } from '../../../model/reproduction.ts'
import type { TestRun } from '../../../model/runs/test-run.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import { distinctEdits } from '../../repair/apply-edits.ts'
import { selectionOf } from '../doubtful-tests.ts'
import type { HealingContext } from '../healing-context.ts'
import type { ReviewedCandidate } from '../review.ts'
import { type SeenTogether, withNextValues } from './next-values.ts'
import { filesTogether, overlayOf } from './run-candidates.ts'
import { standingTests, takenAway } from './standing-tests.ts'

/** `open` still fail, and no further edit is known; `run` is what showed it. */
export type Followed = {
  readonly passing: readonly ReviewedCandidate[]
  readonly open: readonly { readonly reviewed: ReviewedCandidate; readonly run: TestRun }[]
}

/** A test shows one wrong value after the other, and real ones state a dozen of one behaviour. Whoever shows no new one is not run again. */
const VALUES_A_ROUND = 4

/**
 * Candidates that change what tests expect, each with all the values that its tests need: they are run together, a run a round, and whoever
 * fails at a later assertion gets its edits too, in at most `rounds` times `VALUES_A_ROUND` runs.
 */
export async function followValues(
  context: HealingContext,
  candidates: readonly ReviewedCandidate[],
  reproduction: Reproduction,
  rounds: number,
): Promise<Followed> {
  // a file that goes as a whole shows no values
  const goes = (one: ReviewedCandidate): boolean => takenAway([one], context, reproduction).size > 0
  const passing: ReviewedCandidate[] = candidates.filter(goes)
  const open: Followed['open'][number][] = []
  let asked = candidates.filter((one) => !goes(one))
  for (let round = 0; asked.length > 0; round += 1) {
    const seen = await seenTogether(context, asked, reproduction)
    const failing = seen.filter(({ isPassing }) => !isPassing)
    passing.push(...seen.filter(({ isPassing }) => isPassing).map(({ reviewed }) => reviewed))
    const next = failing.map(({ reviewed, together }) =>
      round === rounds * VALUES_A_ROUND ? null : withNextValues(context, reviewed, together, reproduction),
    )
    open.push(...failing.filter((_, index) => next[index]?.planned.kind !== 'runs'))
    asked = next.filter((one) => one?.planned.kind === 'runs').filter((one) => one !== null)
  }
  return { passing, open }
}

type SeenOnce = {
  readonly reviewed: ReviewedCandidate
  readonly run: TestRun
  readonly together: SeenTogether
  readonly isPassing: boolean
}

/** One run of all of them together; one each where they contradict each other. */
async function seenTogether(
  context: HealingContext,
  asked: readonly ReviewedCandidate[],
  reproduction: Reproduction,
): Promise<readonly SeenOnce[]> {
  const canJoin = filesTogether(asked, context) !== null
  const seen: SeenOnce[] = []
  for (const group of canJoin ? [asked] : asked.map((one) => [one])) {
    const together = await runOnce(context, group, reproduction)
    const { run } = together
    for (const reviewed of group) {
      const tests = standingTests([reviewed], context, reproduction)
      seen.push({ reviewed, run, together, isPassing: tests.every((test) => seenIn(run, test).outcome === 'passed') })
    }
  }
  return seen
}

async function runOnce(context: HealingContext, group: readonly ReviewedCandidate[], reproduction: Reproduction): Promise<SeenTogether> {
  const tests = standingTests(group, context, reproduction)
  const files = filesTogether(group, context) ?? []
  await context.workspace.checkOut('head', overlayOf(files))
  const edits = distinctEdits(group.flatMap(({ candidate }) => candidate.edits))
  return { run: await context.runner.run(selectionOf(tests)), files, edits }
}
