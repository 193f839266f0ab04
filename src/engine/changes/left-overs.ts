import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import type { Placed, Side } from './side.ts'
import { nameSimilarity } from './similarity.ts'
import { maskedText } from './tokens.ts'
import { isSameTurn, type Renaming, shareWord } from './word-turns.ts'

const BEST = { accept: 1, margin: 0.05 }
/** Names that are compared with each other, for one place. */
const MOST_NAMES = 40

/**
 * What is left of a class or module on both sides, whatever became of its body: where another name of the commit had the same word
 * exchanged, or where both have one body, say, none yet, and nothing else like them is left.
 */
export function pairLeftOvers(
  old: readonly Placed[],
  fresh: readonly Placed[],
  told: readonly Renaming[],
  base: Side,
  head: Side,
): readonly Pair[] {
  const isIn = (all: readonly Placed[], { declaration }: Placed): boolean => all.some((one) => one.declaration.name === declaration.name)
  const [gone, come] = [old.filter((one) => !isIn(fresh, one)), fresh.filter((one) => !isIn(old, one))]
  if (gone.length + come.length > MOST_NAMES) return []
  return mutualBest(gone, come, likeness, BEST).map(({ one, other }) => ({ before: one, after: other, similarity: 0.5 }))

  function likeness(before: Placed, after: Placed): number {
    if (!isSameKind(before, after)) return 0
    const [from, to] = [before.declaration.name, after.declaration.name]
    const isTold = told.some((other) => isSameTurn({ old: from, now: to }, other))
    return isTold || isLast(before, after) ? 1 + nameSimilarity(from, to) : 0
  }

  function isLast(before: Placed, after: Placed): boolean {
    const isOnly = gone.filter((one) => isSameKind(one, before)).length === 1 && come.filter((one) => isSameKind(one, after)).length === 1
    const bodies = [base.bodyTokens(before), head.bodyTokens(after)].map((tokens) => maskedText(tokens, new Set()))
    return (
      isOnly && before.declaration.body !== null && bodies[0] === bodies[1] && shareWord(before.declaration.name, after.declaration.name)
    )
  }
}

function isSameKind(one: Placed, other: Placed): boolean {
  const [a, b] = [one.declaration, other.declaration]
  return a.kind === b.kind && a.isProperty === b.isProperty && a.isStatic === b.isStatic
}
