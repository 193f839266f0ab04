import type { Hunk } from '../../causes/hunks.ts'
import { literalPairs } from './literal-pairs.ts'
import { holdsNumber } from './numbers.ts'

/** One value replaced by another: a string or a piece of one between placeholders, a number, an exception, the shape of a result. */
export type Replacement = {
  readonly kind: 'string' | 'number' | 'exception' | 'shape'
  readonly before: string
  readonly after: string
}

/** Values that occur everywhere explain nothing (docs/design.md, 'Numbers and where they come from'). */
const EMPTY = /^(?:-?[01](?:\.0*)?|\s*)$/

/** The replacements in these hunks. */
export function replacements(hunks: readonly Hunk[]): readonly Replacement[] {
  return hunks
    .flatMap((hunk) => [...literalPairs(hunk), ...raisedPair(hunk), ...shapePair(hunk)])
    .filter(({ before, after }) => before !== after)
}

/** Whether a replacement can explain anything: neither value is one that occurs everywhere. */
export function isTelling({ before, after }: Pick<Replacement, 'before' | 'after'>): boolean {
  return !EMPTY.test(before) && !EMPTY.test(after)
}

const RAISED = /^\s*(?:raise|throw new|throw)\s+([\w.]+)/m

function raisedPair({ removed, added }: Hunk): readonly Replacement[] {
  const [before, after] = [removed, added].map((lines) => RAISED.exec(lines.join(''))?.[1] ?? null)
  return typeof before === 'string' && typeof after === 'string' ? [{ kind: 'exception', before, after }] : []
}

const TUPLE = /\btuple\(|(?:return|yield|=>)\s*\(.*,.*\)\s*;?$/m
const LIST = /\blist\(|\bsorted\(|(?:return|yield|=>)\s*\[|Array\.from\(/m

/** One kind of sequence for the other, as far as the text of a result shows it. */
function shapePair({ removed, added }: Hunk): readonly Replacement[] {
  const shapeOf = (lines: readonly string[]): string | null => {
    const text = lines.join('')
    if (TUPLE.test(text)) return 'tuple'
    return LIST.test(text) ? 'list' : null
  }
  const [before, after] = [shapeOf(removed), shapeOf(added)]
  if (after === null || before === after) return []
  // `return a, b` and `return items` name no shape: the other one is then what it became
  return [{ kind: 'shape', before: before ?? (after === 'tuple' ? 'list' : 'tuple'), after }]
}

/** Whether a text holds the value as a word of its own: `12` is not in `112`, `art` not in `cart`. A number is the same in any spelling. */
export function holds(text: string, value: string): boolean {
  if (value === '') return false
  return holdsAsWritten(text, value) || holdsNumber(text, value)
}

function holdsAsWritten(text: string, value: string): boolean {
  const edge = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character)
  for (let start = text.indexOf(value); start !== -1; start = text.indexOf(value, start + 1)) {
    const end = start + value.length
    const [before, after] = [text[start - 1] ?? '', text[end] ?? '']
    const isWord = !(edge(before) && edge(value[0] ?? '')) && !(edge(after) && edge(value.at(-1) ?? ''))
    const isPart = /^\d/.test(value) && (/\d[.,]$/.test(text.slice(0, start)) || /^[.,]\d/.test(text.slice(end)))
    if (isWord && !isPart) return true
  }
  return false
}
