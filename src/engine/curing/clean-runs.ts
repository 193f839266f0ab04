import type { TestRef } from '../../model/test-ref.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import type { Count } from '../flakiness/count.ts'
import type { FailingCondition } from '../hunt/failing-condition.ts'
import { result } from '../review/checks/check.ts'
import { failingTest } from '../review/checks/failing-test.ts'
import { type CureContext, runWith } from './cure-context.ts'

const NAME = 'clean-runs'
/** So sure it has to be that a test does not fail as often any more. */
const SURE = 0.95
/** A cure of what fails so rarely is not shown in the time that anybody waits. */
export const MOST_CLEAN_RUNS = 60
const FEWEST = 5

/** How many runs without a failure say with `SURE` that a test does not fail at this rate any more: ln(1 - SURE) / ln(1 - rate), and five at least. */
export function cleanRunsNeeded({ failed, runs }: Count): number {
  // what failed each time is only known to fail nearly each time
  const rate = Math.min(failed, runs - 0.5) / Math.max(1, runs)
  return rate <= 0 ? Number.POSITIVE_INFINITY : Math.max(FEWEST, Math.ceil(Math.log(1 - SURE) / Math.log1p(-rate)))
}

/** Runs a cured test under the condition under which it failed, until it fails or has passed often enough. */
export async function cleanRuns(
  context: CureContext,
  test: TestRef,
  overlay: ReadonlyMap<string, string>,
  { words, runs: variants, count }: FailingCondition,
): Promise<{ readonly runs: number; readonly check: CheckResult }> {
  const needed = Math.max(cleanRunsNeeded(count), variants.length)
  for (let done = 0; done < needed; done += 1) {
    if (context.clock.now() > context.endsAt)
      return { runs: done, check: result(NAME, null, `only ${done} of ${needed} runs: the time was used up`) }
    context.progress('cure', `${test.id}: clean run ${done + 1} of ${needed}`)
    const run = await runWith(context, overlay, { files: [test.file], testIds: [], fresh: true, ...variants[done % variants.length] })
    const [unmet] = run.unmet ?? []
    if (unmet !== undefined) return { runs: done, check: result(NAME, null, unmet.reason) }
    const seen = seenIn(run, test)
    if (seen.outcome !== 'passed')
      return { runs: done, check: result(NAME, false, `after ${done} clean runs ${words}: ${failingTest(test.id, seen)}`) }
  }
  return {
    runs: needed,
    check: result(NAME, true, `it passed in ${needed} of ${needed} runs ${words}; before it failed in ${count.failed} of ${count.runs}`),
  }
}
