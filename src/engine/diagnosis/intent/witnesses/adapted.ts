import type { Witness } from '../../../../model/witness.ts'
import { adaptedIn, changedPlaces } from '../reading/adapted-places.ts'
import { followedPiece } from '../reading/named-pieces.ts'
import { type OldAndNewTerms, oldAndNewTerms } from '../reading/old-and-new-terms.ts'
import { linesOfCode } from '../reading/prose.ts'
import type { TextCase } from '../text-case.ts'
import { placeWitness } from './quoted.ts'

/** Another test that the same change adapted alike; `compared` are the two values themselves, where a test could hold them. */
export function testWitness(subject: TextCase, compared: readonly OldAndNewTerms[]): Witness | null {
  const tests = changedPlaces(subject.context.authorTexts.testChanges)
  return placeWitness('test', adaptedIn([...oldAndNewTerms(subject), ...compared], tests) ?? followedPiece(tests, subject.pieces))
}

/** Another place of the product that went from the old value to the new one as well. */
export function callerWitness(subject: TextCase): Witness | null {
  const { hunks, trees } = subject.context
  const others = linesOfCode(
    hunks.filter((hunk) => !subject.hunks.includes(hunk)),
    trees,
  )
  return placeWitness('caller', adaptedIn(oldAndNewTerms(subject), others))
}
