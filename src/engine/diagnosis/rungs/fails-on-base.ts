import { decide, passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'passes on the base'

/** Only a test that passed before the change can have been broken by it. */
export const failsOnBase = {
  name: NAME,
  description: 'The test fails before the change as well, or its state there is not known: the change is not to blame, nothing is edited.',
  examine({ evidence: { base, baseReason } }) {
    if (base === null)
      return decide(NAME, { verdict: 'unknown', rootCause: `the base could not be compared: ${baseReason}`, confidence: 0.5 })
    if (base.outcome === 'failed') {
      const seen = base.record?.failure?.exception ?? 'an error'
      return decide(NAME, {
        verdict: 'unknown',
        rootCause: `it already fails on the base (${seen}): not caused by this change`,
        confidence: 0.9,
      })
    }
    if (base.outcome === 'absent') {
      return decide(NAME, {
        verdict: 'unknown',
        rootCause: 'the test is new in this change: there is no earlier behaviour to compare with',
        confidence: 0.6,
      })
    }
    if (base.outcome === 'skipped') {
      return decide(NAME, {
        verdict: 'unknown',
        rootCause: 'the test was skipped on the base: there is no earlier behaviour to compare with',
        confidence: 0.6,
      })
    }
    return passOn(NAME, 'passes on the base, fails on the head', 'supports')
  },
} satisfies Rule
