import { maskedText } from './body-tokens.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import { mutualBest } from './mutual-best.ts'
import type { Pair } from './pair-declarations.ts'
import { isSameTurn, type Renaming, shareWord } from './renaming-patterns.ts'
import { nameSimilarity } from './similarity.ts'

const BEST = { accept: 1, margin: 0.05 }
/** Names that are compared with each other, for one place. */
const MOST_NAMES = 40

/**
 * What is left of a class or module on both sides, whatever became of its body: where another name of the commit had the same word
 * exchanged, or where both have one body, say, none yet, and nothing else like them is left.
 */
export function pairUnmatched(
  old: readonly LocatedDeclaration[],
  fresh: readonly LocatedDeclaration[],
  told: readonly Renaming[],
  base: DeclarationIndex,
  head: DeclarationIndex,
): readonly Pair[] {
  const isIn = (all: readonly LocatedDeclaration[], { declaration }: LocatedDeclaration): boolean =>
    all.some((one) => one.declaration.name === declaration.name)
  const [gone, come] = [old.filter((one) => !isIn(fresh, one)), fresh.filter((one) => !isIn(old, one))]
  if (gone.length + come.length > MOST_NAMES) return []
  return mutualBest(gone, come, likeness, BEST).map(({ one, other }) => ({ before: one, after: other, similarity: 0.5 }))

  function likeness(before: LocatedDeclaration, after: LocatedDeclaration): number {
    if (!isSameKind(before, after)) return 0
    const [from, to] = [before.declaration.name, after.declaration.name]
    const isTold = told.some((other) => isSameTurn({ old: from, now: to }, other))
    return isTold || isLast(before, after) ? 1 + nameSimilarity(from, to) : 0
  }

  function isLast(before: LocatedDeclaration, after: LocatedDeclaration): boolean {
    const isOnly = gone.filter((one) => isSameKind(one, before)).length === 1 && come.filter((one) => isSameKind(one, after)).length === 1
    const bodies = [base.bodyTokens(before), head.bodyTokens(after)].map((tokens) => maskedText(tokens, new Set()))
    return (
      isOnly && before.declaration.body !== null && bodies[0] === bodies[1] && shareWord(before.declaration.name, after.declaration.name)
    )
  }
}

function isSameKind(one: LocatedDeclaration, other: LocatedDeclaration): boolean {
  const [a, b] = [one.declaration, other.declaration]
  return a.kind === b.kind && a.isProperty === b.isProperty && a.isStatic === b.isStatic
}
