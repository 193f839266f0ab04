import type { Feature } from '../../intent-case.ts'
import { explainedBy } from './literal-explained.ts'

/** A piece of the value came or went, and the hunk brings or takes away just that: a new entry, key, field, parameter or word. */
export const pieceExplained = {
  name: 'piece-explained',
  description: 'What the actual value has more, or less, than the expected one is what the causal hunk adds, or removes.',
  weight: 1.4,
  read(subject) {
    // one replaced value is one sign, not two
    if (explainedBy(subject) !== null) return { seen: false, detail: 'a replaced value explains it' }
    const [piece] = subject.pieces
    if (piece === undefined) return { seen: false, detail: 'the hunk has none of what came or went' }
    return { seen: true, detail: `${piece.place} ${piece.side === 'came' ? 'adds' : 'removes'} “${piece.text}”, and so does the result` }
  },
} satisfies Feature
