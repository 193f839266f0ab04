/** What a test did with a set undone; `undefined` while that was not tried. */
export type OutcomeOf = (set: readonly number[]) => 'passed' | 'failed' | undefined

export type SearchStep =
  | { readonly kind: 'ask'; readonly set: readonly number[] }
  /** With exactly this set undone the test passes, and with no chunk or complement that was tried. */
  | { readonly kind: 'found'; readonly set: readonly number[] }
  /** Not even with everything undone. */
  | { readonly kind: 'none' }

/** The likeliest are tried one by one before halving begins: where few places changed, one of them mostly is the cause. */
const LIKELIEST = 2

/**
 * Delta debugging (Zeller and Hildebrandt 2002, ddmin) as a pure step: from all outcomes so far it gives the next set to try,
 * or the answer. `items` are in the order of relevance, likeliest first; sets come back in that order.
 */
export function minimalSet(items: readonly number[], outcomeOf: OutcomeOf): SearchStep {
  const whole = outcomeOf(items)
  if (items.length === 0 || whole === 'failed') return { kind: 'none' }
  if (whole === undefined) return { kind: 'ask', set: items }
  const likely = firstPassing(items.length > 1 ? items.slice(0, LIKELIEST).map((item) => [item]) : [], outcomeOf)
  return likely.kind === 'none' ? reduced(items, outcomeOf) : likely
}

function reduced(items: readonly number[], outcomeOf: OutcomeOf): SearchStep {
  let current = items
  let parts = 2
  while (current.length > 1) {
    const chunks = split(current, parts)
    const complements = parts > 2 ? chunks.map((chunk) => current.filter((item) => !chunk.includes(item))) : []
    const smaller = firstPassing([...chunks, ...complements], outcomeOf)
    if (smaller.kind === 'ask') return smaller
    if (smaller.kind === 'none' && parts >= current.length) break
    if (smaller.kind === 'none') parts = Math.min(current.length, parts * 2)
    else {
      parts = chunks.includes(smaller.set) ? 2 : Math.max(parts - 1, 2)
      current = smaller.set
    }
  }
  return { kind: 'found', set: current }
}

function firstPassing(sets: readonly (readonly number[])[], outcomeOf: OutcomeOf): SearchStep {
  for (const set of sets) {
    const outcome = outcomeOf(set)
    if (outcome === undefined) return { kind: 'ask', set }
    if (outcome === 'passed') return { kind: 'found', set }
  }
  return { kind: 'none' }
}

function split(items: readonly number[], parts: number): readonly (readonly number[])[] {
  return Array.from({ length: parts }, (_, part) =>
    items.slice(Math.floor((part * items.length) / parts), Math.floor(((part + 1) * items.length) / parts)),
  ).filter((chunk) => chunk.length > 0)
}
