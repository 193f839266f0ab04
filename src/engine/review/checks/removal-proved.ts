import { type Check, type RunReview, result } from './check.ts'
import { coverageBeside } from './coverage-kept.ts'

const NAME = 'removal-proved'

/** Of other edits a gap is shown to whoever merges them. What is deleted cannot be looked at any more: there a gap refuses the edit. */
export const removalProved = {
  name: NAME,
  description: 'Where something is taken away, runs showed what the old test reached and noticed in code that still exists.',
  needs: 'run',
  examine(review) {
    const { removal, strength } = review
    if (!removal) return result(NAME, null, 'nothing is taken away')
    if (strength.outcome === 'not_run' && strength.why === 'open') return result(NAME, null, strength.reason)
    const coverage = coverageBeside(review)
    if (coverage.isEmpty) return result(NAME, true, 'it reached nothing that still exists as it was')
    if (coverage.holds === null) return result(NAME, false, `what it reached could not be compared: ${coverage.detail}`)
    const gap = strengthGap(strength)
    return gap === null ? result(NAME, true, 'its reach and its strength were measured') : result(NAME, false, gap)
  },
} satisfies Check

/** Why it was not shown that what stays notices as much; `null` where it was, or where there is nothing to notice. */
function strengthGap(strength: RunReview['strength']): string | null {
  if (strength.outcome === 'not_run') return strength.why === 'empty' ? null : `what it noticed could not be compared: ${strength.reason}`
  const { open, noticed } = strength
  return open > noticed ? `what it noticed could not be compared: of its faults ${open} could not be judged, and ${noticed} could` : null
}
