import { seeded } from '../parse/seeded.ts'
import type { Policy } from './policies.ts'
import type { Row } from './rows.ts'

const TRIALS = 200
/** No policy may run on for ever. */
const MOST_RERUNS = 200

export type Decision = {
  readonly project: string
  readonly test: string
  readonly trials: number
  readonly flaky: number
  readonly real: number
  readonly unknown: number
  readonly reruns: number
  readonly maxReruns: number
}

/** `recall` and `meanReruns`: of the flaky tests, each weighted by its failures. `n`: rows. */
export type Replayed = {
  readonly recall: number
  readonly meanReruns: number
  readonly falseFlakyRate: number
  readonly n: number
  readonly decisions: readonly Decision[]
}

export function isFlaky({ failures, runs }: Row): boolean {
  return failures > 0 && failures < runs
}

/** Each flaky test fails 200 times, and each rerun passes with its own rate; every other row is one failure that always comes back. */
export function replay(rows: readonly Row[], policy: Policy, seed: number): Replayed {
  const random = seeded(seed)
  const decisions = rows.map((row): Decision => {
    const failsAgain = isFlaky(row) ? row.failures / row.runs : 1
    const trials = Array.from({ length: isFlaky(row) ? TRIALS : 1 }, () => trial(policy, () => random() < failsAgain))
    const count = (verdict: string) => trials.filter((one) => one.verdict === verdict).length
    return {
      ...{ project: row.project, test: row.test, trials: trials.length },
      ...{ flaky: count('flaky'), real: count('real'), unknown: count('unknown') },
      ...{ reruns: trials.reduce((sum, { reruns }) => sum + reruns, 0), maxReruns: Math.max(...trials.map(({ reruns }) => reruns)) },
    }
  })
  return { ...figuresOf(rows, decisions), decisions }
}

/** The figures of some rows with the decisions about them, in the same order. */
export function figuresOf(rows: readonly Row[], decisions: readonly Decision[]): Omit<Replayed, 'decisions'> {
  const pairs = rows.flatMap((row, index) => (decisions[index] === undefined ? [] : [{ row, decision: decisions[index] }]))
  const [flaky, real] = [pairs.filter(({ row }) => isFlaky(row)), pairs.filter(({ row }) => !isFlaky(row))]
  const weight = flaky.reduce((sum, { row }) => sum + row.failures, 0)
  const weighted = (of: (decision: Decision) => number) =>
    weight === 0 ? Number.NaN : flaky.reduce((sum, { row, decision }) => sum + row.failures * (of(decision) / decision.trials), 0) / weight
  const wrong = real.reduce((sum, { decision }) => sum + decision.flaky, 0)
  return {
    recall: weighted(({ flaky: count }) => count),
    meanReruns: weighted(({ reruns }) => reruns),
    falseFlakyRate: real.length === 0 ? Number.NaN : wrong / real.length,
    n: pairs.length,
  }
}

function trial(policy: Policy, failsAgain: () => boolean): { readonly verdict: string; readonly reruns: number } {
  const seen = { passed: 0, failed: 0 }
  for (let reruns = 0; ; reruns += 1) {
    const verdict = policy(seen)
    if (verdict !== 'again') return { verdict, reruns }
    if (reruns === MOST_RERUNS) return { verdict: 'unknown', reruns }
    seen[failsAgain() ? 'failed' : 'passed'] += 1
  }
}
