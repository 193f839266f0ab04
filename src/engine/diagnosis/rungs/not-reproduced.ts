import { reason } from '../../../model/reason.ts'
import { decide, passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'not-reproduced'

/** What our runs never saw fail is not called flaky: one environment's failure and another's pass prove nothing. */
export const notReproduced = {
  name: NAME,
  description: 'The reported failure never happened in our runs.',
  examine({ failing, evidence: { whole, reruns } }) {
    if (failing) return passOn(NAME, reason('seen-to-fail', { exception: failing.failure?.exception ?? failing.outcome }), 'supports')
    const runs = [...whole, ...reruns]
    const absent = runs.every((seen) => seen.outcome === 'absent')
    const why = absent ? reason('not-reproduced-no-test', {}) : reason('not-reproduced', { runs: runs.length })
    return decide(NAME, { verdict: 'unknown', reason: why, confidence: 0.9 })
  },
} satisfies Rule
