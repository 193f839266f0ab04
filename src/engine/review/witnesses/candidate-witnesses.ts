import type { Candidate, Edit } from '../../../model/candidate.ts'
import type { Witness } from '../../../model/witness.ts'
import { type Hunk, samePlace } from '../../diagnosis/causes/hunks.ts'
import { comparedTerms } from '../../diagnosis/intent/reading/old-and-new-terms.ts'
import { piecesBetween } from '../../diagnosis/intent/reading/pieces.ts'
import { holds, isTelling, type Replacement, replacements } from '../../diagnosis/intent/reading/replacements.ts'
import { subjectsOf } from '../../diagnosis/intent/reading/subjects-of.ts'
import { findWitnesses } from '../../diagnosis/intent/witnesses/index.ts'
import type { Sources } from '../../diagnosis/sources/sources.ts'
import { wordsOfChange } from './names-of-change.ts'
import { isTellingWitness } from './telling-witness.ts'

/**
 * Who else says that the values which a candidate changes were meant to change, from texts alone: the runner and the server find the same.
 * Those that say so are kept only if every changed value has one; those that contradict always are.
 */
export function candidateWitnesses(
  { edits, causes }: Pick<Candidate, 'edits' | 'causes'>,
  sources: Pick<Sources, 'authorTexts' | 'hunks' | 'trees'>,
): readonly Witness[] {
  const changed = edits.filter(({ effect }) => effect !== 'reach')
  const perEdit = changed.map((edit) => {
    const places = causes.flatMap((cause) => (cause.kind === 'hunk' && edit.causes.includes(cause.id) ? [cause.place] : []))
    return editWitnesses(
      edit,
      sources.hunks.filter((hunk) => places.some((place) => samePlace(hunk, place))),
      sources,
    )
  })
  const all = perEdit.flat()
  const isFull = perEdit.length > 0 && perEdit.every((found) => found.some(isFor))
  return unique(isFull ? all : all.filter((one) => !isFor(one)))
}

/** Whether a witness says the new value. */
function isFor({ names }: Witness): boolean {
  return names !== 'old'
}

function editWitnesses(
  { value }: Edit,
  hunks: readonly Hunk[],
  sources: Pick<Sources, 'authorTexts' | 'hunks' | 'trees'>,
): readonly Witness[] {
  if (hunks.length === 0 || value === undefined) return []
  const { trees } = sources
  const all = replacements(hunks).filter(isTelling)
  const own = all.filter(({ before, after }) => holds(value.before, before.trim()) && holds(value.after, after.trim()))
  const pieces = piecesBetween(value.before, value.after, hunks, trees)
  const literal = (text: string) => ({ literal: text, text, type: '' })
  const compared = comparedTerms({ expected: literal(value.before), actual: literal(value.after) })
  const subjects = subjectsOf(hunks, trees)
  const elsewhere = sources.hunks.filter((hunk) => !hunks.includes(hunk))
  const witnessesOf = (replaced: readonly Replacement[]) => {
    const [only] = replaced
    const values = replaced.length === 1 && only !== undefined ? { before: only.before.trim(), after: only.after.trim() } : bare(value)
    const spoken = { words: wordsOfChange(hunks, subjects, [value.before, value.after]), values, elsewhere, pieces }
    const found = findWitnesses({ context: sources, hunks, declared: [], replaced, pieces, subjects }, compared)
    return found.filter((one) => !isFor(one) || isTellingWitness(one, spoken, sources))
  }
  if (own.length > 0 || pieces.length > 0 || all.length === 0) return witnessesOf(own)
  // a value that was computed from what changed: whatever else changed in these lines has to be meant as well
  const each = all.map((one) => witnessesOf([one]))
  return each.every((found) => found.some(isFor)) ? each.flat() : each.flat().filter((one) => !isFor(one))
}

/** What a literal says, as people write it. */
function bare({ before, after }: NonNullable<Edit['value']>): { readonly before: string; readonly after: string } {
  const inside = (text: string) => /^[rbuf]{0,2}("|'|`)([\s\S]*)\1$/i.exec(text)?.[2] ?? text
  return { before: inside(before), after: inside(after) }
}

function unique(witnesses: readonly Witness[]): readonly Witness[] {
  return [...new Map(witnesses.map((one) => [JSON.stringify(one), one])).values()]
}
