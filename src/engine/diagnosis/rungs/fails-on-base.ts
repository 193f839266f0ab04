import { type Reason, reason } from '../../../model/reason.ts'
import { decide, passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'
import type { TestEvidence } from '../test-evidence.ts'

const NAME = 'fails-on-base'

/** Only a test that passed before the change can have been broken by it. */
export const failsOnBase = {
  name: NAME,
  description: 'The test fails before the change as well, or its state there is not known: the change is not to blame, nothing is edited.',
  examine({ evidence }) {
    const { base } = evidence
    if (base?.outcome === 'passed') return passOn(NAME, reason('passes-on-base', {}), 'supports')
    if (base?.outcome === 'failed') {
      const { exception } = base.record?.failure ?? { exception: null }
      return decide(NAME, { verdict: 'unknown', reason: reason('fails-on-base', { exception }), confidence: 0.9 })
    }
    return decide(NAME, { verdict: 'unknown', reason: whyNotCompared(evidence), confidence: base === null ? 0.5 : 0.6 })
  },
} satisfies Rule

/** Why the base gives no result for a test that neither passed nor failed there. */
export function whyNotCompared({ base, baseReason }: Pick<TestEvidence, 'base' | 'baseReason'>): Reason {
  if (base === null) return reason('base-not-run', { why: baseReason })
  return base.outcome === 'skipped' ? reason('skipped-on-base', {}) : reason('new-test', {})
}
