import { type Reason, reason } from '../../../model/reason.ts'
import { decide, passOn } from '../finding.ts'
import type { DiagnosisContext, Rule } from '../rule.ts'

const NAME = 'fails-on-base'

/** Only a test that passed before the change can have been broken by it. */
export const failsOnBase = {
  name: NAME,
  description: 'The test fails before the change as well, or its state there is not known: the change is not to blame, nothing is edited.',
  examine(context) {
    const { evidence } = context
    const { base } = evidence
    if (base?.outcome === 'passed') return passOn(NAME, reason('passes-on-base', {}), 'supports')
    if (base?.outcome === 'failed') {
      const { exception } = base.record?.failure ?? { exception: null }
      return decide(NAME, { verdict: 'unknown', reason: reason('fails-on-base', { exception }), confidence: 0.9 })
    }
    return decide(NAME, { verdict: 'unknown', reason: whyNotCompared(context), confidence: base === null ? 0.5 : 0.6 })
  },
} satisfies Rule

/** Why the base gives no result for a test that neither passed nor failed there. */
export function whyNotCompared(context: Pick<DiagnosisContext, 'evidence' | 'subject' | 'authorTexts'>): Reason {
  const { base, baseReason } = context.evidence
  if (base === null) return reason('base-not-run', { why: baseReason })
  if (base.outcome === 'skipped') return reason('skipped-on-base', {})
  return isNew(context) ? reason('new-test', {}) : reason('title-not-on-base', {})
}

/** Whether the change brought the file, or writes the title out where it did not stand before. */
function isNew({ subject, authorTexts }: Pick<DiagnosisContext, 'subject' | 'authorTexts'>): boolean {
  const change = authorTexts.testChanges.find(({ path }) => path === subject.file)
  if (change === undefined) return false
  if (change.before === null || subject.kind !== 'test') return change.before === null
  return change.after?.includes(subject.name) === true && !change.before.includes(subject.name)
}
