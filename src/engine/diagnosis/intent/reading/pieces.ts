import { type ChangeObject, diffArrays } from 'diff'
import type { ProbedFailure } from '../../../../model/runs/test-run.ts'
import { editedTokens } from '../../causes/edited-tokens.ts'
import type { Hunk } from '../../causes/hunks.ts'
import type { DiagnosisContext } from '../../rule.ts'

/** A part of a value that came or went, and which the causal hunk itself brings or takes away: an entry, a key, a field, a word. */
export type ValuePiece = { readonly side: 'came' | 'went'; readonly text: string; readonly place: string }

/** Values beyond this are not compared, in words. */
const LONGEST = 4_000
/** Words that differ; more is another text, not one with a piece more. */
const MOST_EDITS = 200
/** A longer piece is not what people write in a sentence. In characters. */
const LONGEST_PIECE = 60
/** Share of the telling words of what came that must be those of the hunk: a key may have a value that was computed. */
const MOST_WORDS = 0.5
const TRIVIAL = /^(?:-?[01](?:\.0*)?|true|false|none|null|undefined|nan|\p{L}{1,2})$/iu

/**
 * What the causal hunks add to or take from the compared value. Empty where a run of words differs of which they have none, where words
 * changed places, and where nothing stayed: then another value came, not a piece more or less.
 */
export function piecesBetween(
  expected: string,
  actual: string,
  hunks: readonly Hunk[],
  trees: DiagnosisContext['trees'],
): readonly ValuePiece[] {
  if (expected === actual) return []
  const [old, now] = [wordsIn(expected), wordsIn(actual)]
  if (old.length + now.length > LONGEST) return []
  const parts = diffArrays(old, now, { maxEditLength: MOST_EDITS })
  if (parts === undefined) return []
  const wordsOf = (of: (part: ChangeObject<string[]>) => boolean) => parts.filter(of).flatMap(({ value }) => value)
  const stays = wordsOf(({ added, removed }) => !added && !removed).some(isTelling)
  const hasMoved = new Set(wordsOf(({ added }) => added)).intersection(new Set(wordsOf(({ removed }) => removed))).size > 0
  if (!stays || hasMoved) return []
  const runs = parts.flatMap(({ added, removed, value }): readonly Run[] => {
    const words = added || removed ? value.filter(isTelling) : []
    return words.length === 0 ? [] : [{ side: added ? 'came' : 'went', words }]
  })
  const edits = hunks.map((hunk) => editOf(hunk, trees))
  const found = runs.map(({ side, words }) => ({ side, words, pieces: words.flatMap((word) => pieceWith(word, side, edits) ?? []) }))
  return found.length > 0 && found.every(isExplained) ? uniquePieces(found.flatMap(({ pieces }) => pieces)) : []
}

/** What went must be gone from the source, all of it; what came may hold values that were computed. */
function isExplained({ side, words, pieces }: Run & { readonly pieces: readonly ValuePiece[] }): boolean {
  return side === 'went' ? pieces.length === words.length : pieces.length > 0 && pieces.length >= MOST_WORDS * words.length
}

function isTelling(word: string): boolean {
  return !TRIVIAL.test(word)
}

/** The same for the two values of a failure. */
export function explainingPieces(subject: ComparedCase): readonly ValuePiece[] {
  const [expected, actual] = comparedBy(subject)
  return expected === null || actual === null ? [] : piecesBetween(expected, actual, subject.hunks, subject.context.trees)
}

/** Both values as the failure has them, or the expected and the actual call of a mock. */
function comparedBy({ failure, context }: ComparedCase): readonly [string | null, string | null] {
  const { mockExpected, mockActual } = context.read(failure)
  if (mockExpected !== null && mockActual !== null) return [mockExpected, mockActual]
  return [failure.expected?.literal ?? failure.expected?.text ?? null, failure.actual?.literal ?? failure.actual?.text ?? null]
}

type ComparedCase = { readonly context: DiagnosisContext; readonly failure: ProbedFailure; readonly hunks: readonly Hunk[] }
type Run = { readonly side: ValuePiece['side']; readonly words: readonly string[] }
type Edit = { readonly place: string; readonly came: readonly string[]; readonly went: readonly string[] }

function editOf(hunk: Hunk, trees: DiagnosisContext['trees']): Edit {
  const { gone, come } = editedTokens(hunk, trees)
  return { place: `${hunk.file}:${hunk.after.line}`, came: come.map(bare), went: gone.map(bare) }
}

/** The literal or name with this word that the hunks bring or take away. */
function pieceWith(word: string, side: ValuePiece['side'], edits: readonly Edit[]): ValuePiece | null {
  for (const edit of edits) {
    const token = edit[side].find((one) => wordsIn(one).includes(word))
    if (token !== undefined) return { side, text: token.length <= LONGEST_PIECE ? token : word, place: edit.place }
  }
  return null
}

function uniquePieces(pieces: readonly ValuePiece[]): readonly ValuePiece[] {
  return [...new Map(pieces.map((piece) => [`${piece.side} ${piece.text}`, piece])).values()]
}

function bare(token: string): string {
  return token.replace(/^[rbuf]{0,2}("""|'''|"|'|`)([\s\S]*)\1$/i, '$2').trim()
}

function wordsIn(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+(?:\.\d+)?/gu) ?? []
}
