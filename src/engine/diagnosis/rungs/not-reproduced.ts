import { decide, passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'failure reproduced'

/** What our runs never saw fail is not called flaky: one environment's failure and another's pass prove nothing. */
export const notReproduced = {
  name: NAME,
  description: 'The reported failure never happened in our runs.',
  examine({ failing, evidence: { whole, reruns } }) {
    if (failing) return passOn(NAME, `seen to fail: ${failing.failure?.exception ?? failing.outcome}`, 'supports')
    const runs = [...whole, ...reruns]
    const absent = runs.every((seen) => seen.outcome === 'absent')
    const rootCause = absent
      ? 'not reproduced: no such test was found in this tree'
      : `not reproduced: it passed in all ${runs.length} runs of ours`
    return decide(NAME, { verdict: 'unknown', rootCause, confidence: 0.9 })
  },
} satisfies Rule
