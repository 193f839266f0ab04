import type { Hunk } from '../../causes/hunks.ts'
import type { FollowedPlace } from './adapted-places.ts'
import type { ValuePiece } from './pieces.ts'
import { holds } from './replacements.ts'

/** Shorter words stand in any text. */
const SHORTEST = 3
const TAKES_AWAY = /\b(?:remov\w+|drop\w*|delet\w+|no longer|without|strip\w*|omit\w*|hid(?:e|es|den|ing)|instead of|rather than|not)\b/i

/** Whether a text speaks of a piece: capitals are those of its place in a sentence. */
export function speaksOf(text: string, { text: piece }: Pick<ValuePiece, 'text'>): boolean {
  return piece.length >= SHORTEST ? holds(text.toLowerCase(), piece.toLowerCase()) : /^\d/.test(piece) && holds(text, piece)
}

/** The first piece of which a sentence says that it comes, or that it goes. */
export function announcedPiece(sentence: string, pieces: readonly ValuePiece[]): ValuePiece | null {
  return pieces.find((piece) => speaksOf(sentence, piece) && (piece.side === 'came' || TAKES_AWAY.test(sentence))) ?? null
}

/** The first place where these hunks bring a piece, or take one away, as the causal hunk did. */
export function followedPiece(hunks: readonly Hunk[], pieces: readonly ValuePiece[]): FollowedPlace | null {
  for (const piece of pieces) {
    for (const hunk of hunks) {
      const [mine, other] = piece.side === 'came' ? [hunk.added, hunk.removed] : [hunk.removed, hunk.added]
      const line = mine.find((one) => speaksOf(one, piece))
      if (line !== undefined && !speaksOf(other.join(''), piece)) return { hunk, line, names: 'new' }
    }
  }
  return null
}
