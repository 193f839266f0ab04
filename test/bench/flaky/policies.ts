import { decideRerun } from '../../../src/engine/flakiness/rerun-policy.ts'

/** Sees the outcomes of the reruns so far, never the test. */
export type Policy = (reruns: { readonly passed: number; readonly failed: number }) => 'again' | 'flaky' | 'real' | 'unknown'

/** Ours first; the others are what one would do without it. */
export const POLICIES: readonly { readonly name: string; readonly policy: Policy }[] = [
  { name: 'suture: until it passes, or is real with 0.95', policy: (reruns) => decideRerun(reruns).kind },
  ...[1, 2, 5, 10].map((count) => ({ name: `blind: ${count} reruns whatever they show`, policy: blind(count) })),
  { name: 'weighted score over 5 reruns (0.5 pass rate, 0.3 time, 0.2 diversity; 0.3)', policy: weightedScore(5) },
]

function blind(count: number): Policy {
  return ({ passed, failed }) => (passed + failed < count ? 'again' : passed > 0 ? 'flaky' : 'real')
}

/**
 * The score that many products describe: pass rate, variation of time and diversity of outcomes, weighted. The recorded runs have no times,
 * so that part is 0, and diversity is the share of distinct outcomes beyond the first.
 */
function weightedScore(count: number): Policy {
  return ({ passed, failed }) => {
    const runs = passed + failed
    if (runs < count) return 'again'
    const rate = passed / (runs + 1)
    const mixed = passed > 0 ? 1 : 0
    const score = 0.5 * (1 - Math.abs(2 * rate - 1)) + 0.2 * mixed
    return score >= 0.3 ? 'flaky' : 'real'
  }
}
