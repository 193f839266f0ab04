import type { Hunk } from '../causes/hunks.ts'

/** A value that stands where another one stood: the contents of a string (or of a piece between placeholders), or a number. */
export type Replacement = { readonly kind: 'string' | 'number'; readonly before: string; readonly after: string }

const LITERAL = /[rbuf]{0,2}("""|'''|"|'|`)((?:\\.|(?!\1)[^\\])*)\1|(?<![\w.])\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)/giu
const PLACEHOLDER = /\$?\{[^{}]*\}|%\([^)]*\)?[sdrif]|%[sdrif]/
/** Values that stand everywhere explain nothing (DESIGN section 4). */
const EMPTY = /^(?:-?[01](?:\.0*)?|\s*)$/
/** A hunk with more is a table, where nobody can say what replaced what. */
const MOST_LITERALS = 12

/** What these hunks put in the place of what: literals that went and came, in their order, where as many went as came. */
export function replacements(hunks: readonly Hunk[]): readonly Replacement[] {
  const found = hunks.flatMap(({ removed, added }) => {
    const [old, now] = [literalsIn(removed), literalsIn(added)]
    const went = without(old, now)
    const came = without(now, old)
    if (went.length !== came.length || went.length > MOST_LITERALS) return []
    return went.flatMap((before, index) => pairs(before, came[index]))
  })
  return found.filter(({ before, after }) => before !== after && !EMPTY.test(before) && !EMPTY.test(after))
}

type Literal = { readonly kind: Replacement['kind']; readonly value: string }

function literalsIn(lines: readonly string[]): readonly Literal[] {
  return [...lines.join('').matchAll(LITERAL)].map(([whole, quote, inside]) =>
    quote === undefined ? { kind: 'number', value: whole.replaceAll('_', '') } : { kind: 'string', value: inside ?? '' },
  )
}

function without(all: readonly Literal[], others: readonly Literal[]): readonly Literal[] {
  const left = others.map(({ kind, value }) => `${kind} ${value}`)
  return all.filter(({ kind, value }) => {
    const at = left.indexOf(`${kind} ${value}`)
    if (at !== -1) left.splice(at, 1)
    return at === -1
  })
}

function pairs(before: Literal, after: Literal | undefined): readonly Replacement[] {
  if (after === undefined || before.kind !== after.kind) return []
  if (before.kind === 'number') return [{ kind: 'number', before: before.value, after: after.value }]
  const [old, now] = [before.value.split(PLACEHOLDER), after.value.split(PLACEHOLDER)]
  if (old.length !== now.length) return [{ kind: 'string', before: before.value, after: after.value }]
  return old.map((piece, index) => ({ kind: 'string', before: piece, after: now[index] ?? '' }))
}

/** Whether a text holds the value as a word of its own: `12` is not in `112`, `art` not in `cart`. */
export function holds(text: string, value: string): boolean {
  const at = text.indexOf(value)
  if (at === -1) return false
  const edge = (character: string): boolean => /[\p{L}\p{N}_]/u.test(character)
  for (let start = at; start !== -1; start = text.indexOf(value, start + 1)) {
    const [before, after] = [text[start - 1] ?? '', text[start + value.length] ?? '']
    const isOpen = !(edge(before) && edge(value[0] ?? '')) && !(edge(after) && edge(value.at(-1) ?? ''))
    const isDecimal =
      /^\d/.test(value) && (/[.,]/.test(before) ? /\d[.,]$/.test(text.slice(0, start)) : /^[.,]\d/.test(text.slice(start + value.length)))
    if (isOpen && !isDecimal) return true
  }
  return false
}
