import type { Reproduction } from '../../../model/reproduction.ts'
import { refusing } from '../../review/index.ts'
import type { PlannedRun } from '../../review/plan.ts'
import type { HealingContext } from '../healing-context.ts'
import { strengthOf } from '../mutants/strength.ts'
import type { ReviewedCandidate } from '../review.ts'
import { causesUndone } from './cause-undone.ts'
import { judgedRuns, type Ran, type RunEvidence, runCandidates } from './run-candidates.ts'

/** Milliseconds of a round's mutants: candidates after that are not asked, and are only proposed. */
const MOST_MUTANT_TIME = 60_000

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
  const { clock } = context
  const ran = await runCandidates(context, candidates, reproduction, left)
  const asked = ran.filter((one) => isOpen(one, 'cause_undone'))
  const startedAt = clock.now()
  const undone = asked.length > 0 ? await causesUndone(context, asked, reproduction) : []
  const tookMs = clock.now() - startedAt
  const proven: Ran[] = []
  for (const one of ran) {
    const own = undone[asked.indexOf(one)]
    proven.push(own === undefined ? one : withEvidence(one, { undone: own }, tookMs))
  }
  const mutatedAt = clock.now()
  for (const [index, one] of proven.entries()) {
    if (!isOpen(one, 'mutants')) continue
    const ownStart = clock.now()
    const isLate = ownStart - mutatedAt > MOST_MUTANT_TIME
    const late = { outcome: 'not_run', reason: 'the mutants of other repairs took all the time there was' } as const
    const strength = isLate ? late : await strengthOf(context, one, reproduction)
    proven[index] = withEvidence(one, { strength }, clock.now() - ownStart)
  }
  return proven
}

/** Whether no check of its runs refuses it. */
export function doesHold({ runs }: Ran): boolean {
  return refusing(runs.checks).length === 0
}

function isOpen(one: Ran, run: PlannedRun): boolean {
  const { planned } = one.reviewed
  return planned.kind === 'runs' && planned.runs.includes(run) && doesHold(one)
}

function withEvidence(one: Ran, more: Partial<RunEvidence>, tookMs: number): Ran {
  const evidence = { ...one.evidence, ...more }
  return { ...one, evidence, runs: { ...one.runs, ...judgedRuns(evidence, one.tests, one.answered), tookMs: one.runs.tookMs + tookMs } }
}
