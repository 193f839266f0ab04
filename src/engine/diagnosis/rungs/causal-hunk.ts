import { causeOf, placesOf } from '../causes/cause-of.ts'
import { passOn } from '../finding.ts'
import type { Rule } from '../rule.ts'

const NAME = 'causal hunk'

/** Which part of the change breaks the test, found by undoing it: what the rungs below judge, and what a reader should look at. */
export const causalHunk = {
  name: NAME,
  description: 'Parts of the change were undone on the head, one after the other, until the test passed with as few of them as possible.',
  examine(context) {
    const cause = causeOf(context)
    if (cause === null) return passOn(NAME, 'the failure names what was changed, or there is nothing to undo', 'not_run')
    const { finding, hunks } = cause
    const where = placesOf(hunks)
    const runs = finding.runs === 0 ? 'without a run: nothing else changed' : `${finding.runs} runs, shared with its neighbours`
    switch (finding.outcome) {
      case 'found': {
        const several = new Set(hunks.map(({ file }) => file)).size > 1 ? ' (several causes, or one in several places)' : ''
        return passOn(NAME, `with only ${where} undone it passes${several}; ${runs}`, 'supports')
      }
      case 'not_minimal':
        return passOn(NAME, `with ${where} undone it passes, but not all of that may be needed: ${finding.reason}`, 'supports')
      case 'not_found':
        return passOn(NAME, `${finding.reason} (interference); ${runs}`)
      case 'not_run':
        return passOn(NAME, finding.reason, 'not_run')
    }
  },
} satisfies Rule
