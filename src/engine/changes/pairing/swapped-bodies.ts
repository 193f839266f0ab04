import { maskedText } from './body-tokens.ts'
import type { DeclarationIndex, LocatedDeclaration } from './declaration-index.ts'
import type { Pair } from './pair-declarations.ts'
import { jaccard } from './similarity.ts'

/** A body this short may well occur under two names. */
const LEAST_TOKENS = 8
/** A lead in word similarity that makes the name pair doubtful. */
const CLEARLY = 0.05

/**
 * Declarations whose body is at the head under a name, or in a file, that the base used for something else: `a` and `b` swapped, or
 * `b` became `c` and `a` became `b`. Names can't be followed there. An unchanged duplicate does not count.
 */
export function swappedBodies(
  pairs: readonly Pair[],
  old: readonly LocatedDeclaration[],
  fresh: readonly LocatedDeclaration[],
  base: DeclarationIndex,
  head: DeclarationIndex,
): ReadonlySet<LocatedDeclaration> {
  const doubtful = new Set<LocatedDeclaration>()
  const bodies = (all: readonly LocatedDeclaration[], side: DeclarationIndex): Map<string, readonly LocatedDeclaration[]> =>
    Map.groupBy(all, (placed) => bodyText(placed, side))
  const [oldBodies, freshBodies] = [bodies(old, base), bodies(fresh, head)]
  const untouched = new Set(
    pairs.filter((pair) => bodyText(pair.before, base) === bodyText(pair.after, head)).flatMap(({ before, after }) => [before, after]),
  )
  for (const pair of pairs) {
    if (pair.before.declaration.name !== pair.after.declaration.name) continue
    const [before, after] = [bodyText(pair.before, base), bodyText(pair.after, head)]
    if (before === after || before === '' || after === '') continue
    const successors = (freshBodies.get(before) ?? []).filter((other) => other !== pair.after && !untouched.has(other))
    const ancestors = (oldBodies.get(after) ?? []).filter((other) => other !== pair.before && !untouched.has(other))
    if (
      ancestors.length === 0 &&
      !successors.some((other) => pairs.some((known) => known.after === other && known.before.declaration.name === other.declaration.name))
    )
      continue
    for (const involved of [pair.before, pair.after, ...successors, ...ancestors]) doubtful.add(involved)
  }
  for (const involved of passedOn(pairs, base, head)) doubtful.add(involved)
  return doubtful
}

/** The same where bodies were edited on the way: a rename or a move, and a kept name one of whose bodies is closer to one of that pair's. */
function passedOn(pairs: readonly Pair[], base: DeclarationIndex, head: DeclarationIndex): readonly LocatedDeclaration[] {
  const isSame = ({ before, after }: Pair): boolean =>
    before.declaration.name === after.declaration.name && (before.declaration.container !== null || before.file.path === after.file.path)
  const isFunction = ({ before }: Pair): boolean => /^(function|method|class)$/.test(before.declaration.kind)
  const kept = pairs.filter((pair) => isSame(pair) && isFunction(pair) && bodyText(pair.before, base) !== bodyText(pair.after, head))
  return pairs
    .filter((pair) => !isSame(pair) && isFunction(pair) && pair.similarity < 1)
    .flatMap((renamed) => {
      const own = likeness(renamed.before, renamed.after)
      const rivals = kept.filter(
        (stay) =>
          stay.before.declaration.kind === renamed.before.declaration.kind &&
          Math.max(likeness(renamed.before, stay.after), likeness(stay.before, renamed.after)) > own + CLEARLY,
      )
      return rivals.length === 0 ? [] : [renamed.before, renamed.after, ...rivals.flatMap(({ before, after }) => [before, after])]
    })

  function likeness(one: LocatedDeclaration, other: LocatedDeclaration): number {
    return jaccard(words(one, base), words(other, head))
  }
}

function words(placed: LocatedDeclaration, side: DeclarationIndex): ReadonlySet<string> {
  return new Set(side.tokens(placed).flatMap(({ text }) => (/\w/.test(text) ? [text] : [])))
}

/** The whole declaration with its own name left out; '' where that is too short to identify it. */
export function bodyText(placed: LocatedDeclaration, side: DeclarationIndex): string {
  const tokens = side.tokens(placed)
  return tokens.length < LEAST_TOKENS ? '' : maskedText(tokens, new Set([placed.declaration.name]))
}
