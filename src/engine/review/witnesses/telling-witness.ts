import type { Witness } from '../../../model/witness.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Hunk } from '../../diagnosis/causes/hunks.ts'
import { speaksOf } from '../../diagnosis/intent/reading/named-pieces.ts'
import type { ValuePiece } from '../../diagnosis/intent/reading/pieces.ts'
import { holds } from '../../diagnosis/intent/reading/replacements.ts'
import type { AuthorTexts } from '../../diagnosis/sources/author-texts.ts'
import { speaksOfChange } from './names-of-change.ts'
import { saysWhatItIs } from './says-value.ts'

/** Lines around a place of a document or a test that may name what it speaks of. */
const NEAR = { above: 4, below: 1 }
/** Figures of a number, letters of a text: fewer stand in many places that have nothing to do with each other. */
const DISTINCT = { figures: 3, letters: 8 }

/** What changed, as far as a witness has to speak of just that. `elsewhere` are the product's other changed lines. */
export type Spoken = {
  readonly words: ReadonlySet<string>
  readonly values: { readonly before: string; readonly after: string }
  readonly elsewhere: readonly Hunk[]
  /** What came to the value, or went, and the changed lines bring or take away themselves. */
  readonly pieces: readonly ValuePiece[]
}

type Texts = { readonly authorTexts: AuthorTexts; readonly trees: Trees }

/** Shorter pieces stand in any text. */
const SHORTEST_PIECE = 4
/** How a sentence says that something comes. */
const BRINGS = /\b(?:add\w*|new|introduc\w+|includ\w+|support\w*|allow\w*|accept\w*|list\w*|gains?)\b/i

/**
 * Whether a witness carries an offer that nobody is asked about. For a verdict it is enough that a value is named; here it must be named
 * as what this very thing is now, so that the same value of another thing, a count or a unit beside it, is no witness. In doubt it is none.
 */
export function isTellingWitness(witness: Witness, spoken: Spoken, texts: Texts): boolean {
  const { kind, at, quote, names } = witness
  const { words, values, elsewhere } = spoken
  if (bringsPiece(witness, spoken, texts)) return true
  const isSameElsewhere = elsewhere.some(
    ({ removed, added }) => holds(removed.join(''), values.before) && holds(added.join(''), values.after),
  )
  // two whole texts that nobody else has are the thing itself
  const isBothTexts = isText(values.before) && isText(values.after) && holds(quote, values.before) && !isSameElsewhere
  const isSaid = () => (isBothTexts || speaksOfChange(quote, words)) && saysWhatItIs(quote, values)
  if (kind === 'message') return isSaid()
  const isSentence = (kind === 'docs' || kind === 'changelog') && (names === 'new' || holds(quote, values.before))
  if (isSentence) return isSaid()
  const isPlain = kind !== 'docs' && kind !== 'changelog' && isDistinct(values.before) && isDistinct(values.after) && !isSameElsewhere
  return isPlain || speaksOfChange(around(at, quote, texts), words)
}

/** What only came, beside what stayed, is named by itself. */
function bringsPiece({ kind, at, quote }: Witness, { words, pieces }: Spoken, texts: Texts): boolean {
  if (!pieces.every(({ side }) => side === 'came')) return false
  const isSaid = pieces.some((piece) => piece.text.length >= SHORTEST_PIECE && speaksOf(quote, piece))
  const isSentence = kind === 'message' || kind === 'changelog'
  return isSaid && (!isSentence || BRINGS.test(quote)) && speaksOfChange(isSentence ? quote : around(at, quote, texts), words)
}

/** Whether a value is one that two people hardly write by chance. */
function isDistinct(value: string): boolean {
  const figures = value.replace(/[^\d]/g, '').replace(/^0+|0+$/g, '').length
  const letters = value.replace(/[^\p{L}]/gu, '').length
  return letters === 0 ? figures >= DISTINCT.figures : letters >= DISTINCT.letters
}

/** Whether a value is a text of several words, long enough that two people hardly write it by chance. */
function isText(value: string): boolean {
  return isDistinct(value) && /\p{L}+\W+\p{L}+/u.test(value)
}

/** The line of a place with those around it, as the head has them. */
function around(at: string, quote: string, { authorTexts, trees }: Texts): string {
  const [, file = '', number = '0'] = /^(.*):(\d+)$/.exec(at) ?? []
  const changed = [...authorTexts.docChanges, ...authorTexts.testChanges].find(({ path }) => path === file)
  const lines = (changed?.after ?? trees.after.text(file) ?? '').split('\n')
  const line = Number(number) - 1
  return [quote, ...lines.slice(Math.max(0, line - NEAR.above), line + NEAR.below + 1)].join('\n')
}
