import type { Witness } from '../../../../model/witness.ts'
import type { Hunk } from '../../causes/hunks.ts'
import { adaptedIn, changedPlaces } from '../reading/adapted-places.ts'
import { followedPiece } from '../reading/named-pieces.ts'
import { type OldAndNewTerms, oldAndNewTerms } from '../reading/old-and-new-terms.ts'
import { linesOfCode } from '../reading/prose.ts'
import { reader } from '../reading/reader.ts'
import type { TextCase } from '../text-case.ts'
import { placeWitness } from './quoted.ts'

/** Another test that the same change adapted alike; `compared` are the two values themselves, where a test could hold them. */
export function testWitness(subject: TextCase, compared: readonly OldAndNewTerms[]): Witness | null {
  const tests = changedPlaces(subject.context.authorTexts.testChanges)
  return placeWitness('test', adaptedIn([...oldAndNewTerms(subject), ...compared], tests) ?? followedPiece(tests, subject.pieces))
}

/**
 * Another place of the product that waits for the value, and for the new one instead of the old one now. The same literal written in two
 * places is none: a slip of the hand is copied as easily.
 */
export function callerWitness(subject: TextCase): Witness | null {
  for (const term of oldAndNewTerms(subject)) {
    const [old, now] = [reader(term.before), reader(term.after)]
    const readers = otherPlaces(subject).filter(
      ({ removed, added }) => removed.some((line) => old.test(line)) && added.some((line) => now.test(line)),
    )
    const found = adaptedIn([term], readers)
    if (found !== null) return placeWitness('caller', found)
  }
  return null
}

/** Another place of the product that went from the old value to the new one as well. */
export function adaptedElsewhere(subject: TextCase): Witness | null {
  return placeWitness('caller', adaptedIn(oldAndNewTerms(subject), otherPlaces(subject)))
}

function otherPlaces(subject: TextCase): readonly Hunk[] {
  const { hunks, trees } = subject.context
  return linesOfCode(
    hunks.filter((hunk) => !subject.hunks.includes(hunk)),
    trees,
  )
}
