import type { Hunk } from '../../causes/hunks.ts'

const LITERAL = /[rbuf]{0,2}("""|'''|"|'|`)((?:\\.|(?!\1)[^\\])*)\1|(?<![\w.])\d[\d_]*(?:\.\d+)?(?:e[+-]?\d+)?(?!\w)/giu
const PLACEHOLDER = /\$?\{[^{}]*\}|%\([^)]*\)?[sdrif]|%[sdrif]/
/** A hunk with more literals is a table: it does not show which value replaced which. */
const MOST_LITERALS = 12

type Literal = { readonly kind: 'string' | 'number'; readonly value: string }
export type LiteralPair = { readonly kind: Literal['kind']; readonly before: string; readonly after: string }

/** Removed and added literals paired in order, if there are equally many; strings piece by piece between their placeholders. */
export function literalPairs({ removed, added }: Hunk): readonly LiteralPair[] {
  const [old, now] = [literalsIn(removed), literalsIn(added)]
  const went = without(old, now)
  const came = without(now, old)
  if (went.length !== came.length || went.length > MOST_LITERALS) return []
  return went.flatMap((before, index) => pairs(before, came[index]))
}

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

function pairs(before: Literal, after: Literal | undefined): readonly LiteralPair[] {
  if (after === undefined || before.kind !== after.kind) return []
  if (before.kind === 'number') return [{ kind: 'number', before: before.value, after: after.value }]
  const [old, now] = [before.value.split(PLACEHOLDER), after.value.split(PLACEHOLDER)]
  if (old.length !== now.length) return [{ kind: 'string', before: before.value, after: after.value }]
  return old.map((piece, index) => ({ kind: 'string', before: piece, after: now[index] ?? '' }))
}
