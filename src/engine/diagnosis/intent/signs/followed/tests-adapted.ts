import type { Feature } from '../../intent-case.ts'
import { adaptedIn, changedPlaces } from '../../reading/adapted-places.ts'
import { followedPiece } from '../../reading/named-pieces.ts'
import { comparedTerms, oldAndNewTerms } from '../../reading/old-and-new-terms.ts'

/** The author changed another test's expectation in the same direction: the failing one was forgotten. */
export const testsAdapted = {
  name: 'tests-adapted',
  description: 'Other tests were changed in the same way.',
  weight: 3.2,
  read(subject) {
    const terms = [...oldAndNewTerms(subject), ...comparedTerms(subject)]
    if (terms.length + subject.pieces.length === 0) return { seen: null, detail: 'nothing was replaced that tests could follow' }
    const tests = changedPlaces(subject.context.authorTexts.testChanges)
    const piece = followedPiece(tests, subject.pieces)
    const followed = piece === null ? null : `${piece.hunk.file}:${piece.hunk.after.line}: “${piece.line.trim().slice(0, 120)}”`
    const found = adaptedIn(subject, tests, terms) ?? followed
    return found === null ? { seen: false, detail: 'no other test was changed in the same way' } : { seen: true, detail: found }
  },
} satisfies Feature
