import type { Witness } from '../../../../model/witness.ts'
import type { Hunk } from '../../causes/hunks.ts'
import { adaptedIn, changedPlaces, type FollowedPlace, saysBoth } from '../reading/adapted-places.ts'
import { CHANGELOG } from '../reading/changelog.ts'
import { followedPiece, speaksOf } from '../reading/named-pieces.ts'
import { oldAndNewTerms } from '../reading/old-and-new-terms.ts'
import { linesOfProse } from '../reading/prose.ts'
import { holds } from '../reading/replacements.ts'
import { saysNewValue } from '../reading/statements.ts'
import type { TextCase } from '../text-case.ts'
import { placeWitness } from './quoted.ts'

/** A document, a docstring or a line of the changelog that the same change brought to the new behaviour. */
export function docsWitness(subject: TextCase): Witness | null {
  const { hunks, authorTexts, trees } = subject.context
  const terms = oldAndNewTerms(subject)
  // reading prose needs the tree, so hunks without the words are left out first
  const inSource = linesOfProse(
    hunks.filter(
      ({ added, removed }) =>
        terms.some(({ after }) => holds(added.join(''), after)) ||
        subject.pieces.some((piece) => speaksOf([...added, ...removed].join(''), piece)),
    ),
    trees,
  )
  const documents = changedPlaces(authorTexts.docChanges)
  const found =
    adaptedIn(terms, [...documents, ...inSource]) ??
    announced(documents, subject) ??
    followedPiece([...documents, ...inSource], subject.pieces)
  return placeWitness(found !== null && CHANGELOG.test(found.hunk.file) ? 'changelog' : 'docs', found)
}

/** A changelog only grows: a new line that names what was changed and its new value, or old and new at once. */
function announced(documents: readonly Hunk[], subject: TextCase): FollowedPlace | null {
  for (const hunk of documents) {
    const both = hunk.added.find((line) => saysBoth(line, subject))
    const line = both ?? hunk.added.find((one) => namesNew(one, subject))
    if (line !== undefined) return { hunk, line, names: both === undefined ? 'new' : 'both' }
  }
  return null
}

function namesNew(line: string, subject: TextCase): boolean {
  return oldAndNewTerms(subject).some((term) => saysNewValue(line, term)) && subject.subjects.some((name) => holds(line, name))
}
