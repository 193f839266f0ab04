import type { Reproduction } from '../../../model/reproduction.ts'
import { refusing } from '../../review/index.ts'
import type { HealingContext } from '../healing-context.ts'
import type { ReviewedCandidate } from '../review.ts'
import { causesUndone } from './cause-undone.ts'
import { judgedRuns, type Ran, runCandidates } from './run-candidates.ts'

/**
 * Makes the planned runs of candidates of one round, the cheapest first: whoever does not pass, or breaks something, is asked nothing more.
 * `left` are tests that fail for another reason.
 */
export async function proveCandidates(
  context: HealingContext,
  candidates: readonly ReviewedCandidate[],
  reproduction: Reproduction,
  left: ReadonlySet<string> = new Set(),
): Promise<readonly Ran[]> {
  const ran = await runCandidates(context, candidates, reproduction, left)
  const open = ran.filter((one) => doesHold(one) && isPlanned(one, 'cause_undone'))
  if (open.length === 0) return ran
  const startedAt = context.clock.now()
  const undone = await causesUndone(context, open, reproduction)
  const tookMs = context.clock.now() - startedAt
  return ran.map((one) => {
    const found = undone[open.indexOf(one)]
    if (found === undefined) return one
    const evidence = { ...one.evidence, undone: found }
    const judged = judgedRuns(evidence, one.tests, one.answered)
    return { ...one, evidence, runs: { ...one.runs, ...judged, tookMs: one.runs.tookMs + tookMs } }
  })
}

/** Whether no check of its runs refuses it. */
export function doesHold({ runs }: Ran): boolean {
  return refusing(runs.checks).length === 0
}

function isPlanned({ reviewed: { planned } }: Ran, run: 'cause_undone'): boolean {
  return planned.kind === 'runs' && planned.runs.includes(run)
}
