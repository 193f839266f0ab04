import { reason } from '../../../model/reason.ts'
import { causeOf, placesOf } from '../causes/cause-of.ts'
import { passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'causal-hunk'

/** Which part of the change breaks the test, found by undoing it: what the rungs below judge, and what a reader should look at. */
export const causalHunk = {
  name: NAME,
  description: 'Parts of the change were undone on the head, one after the other, until the test passed with as few of them as possible.',
  examine(context) {
    const cause = causeOf(context)
    if (cause === null) return passOn(NAME, reason('causal-hunk-not-asked', {}), 'not_run')
    const { finding, hunks } = cause
    const { runs, reason: why } = finding
    switch (finding.outcome) {
      case 'found': {
        const files = new Set(hunks.map(({ file }) => file)).size
        return passOn(NAME, reason('causal-hunk', { ...placesOf(hunks), files, runs }), 'supports')
      }
      case 'not_minimal':
        return passOn(NAME, reason('causal-hunk-not-minimal', { ...placesOf(hunks), why }), 'supports')
      case 'not_found':
        return passOn(NAME, reason('causal-hunk-not-found', { why, runs }))
      case 'not_run':
        return passOn(NAME, reason('causal-hunk-not-searched', { why }), 'not_run')
    }
  },
} satisfies Rule
