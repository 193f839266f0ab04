import type { Pair } from './pair-declarations.ts'
import type { Placed, Side } from './side.ts'
import { maskedText } from './tokens.ts'

/** A body this short may well stand under two names. */
const LEAST_TOKENS = 8

/**
 * Declarations whose body stands at the head under a name that the base used for something else: `a` and `b` swapped,
 * or `b` became `c` and `a` became `b`. Names can't be followed there.
 */
export function takenOver(
  pairs: readonly Pair[],
  old: readonly Placed[],
  fresh: readonly Placed[],
  base: Side,
  head: Side,
): ReadonlySet<Placed> {
  const doubtful = new Set<Placed>()
  const bodies = (all: readonly Placed[], side: Side): Map<string, readonly Placed[]> =>
    Map.groupBy(all, (placed) => bodyText(placed, side))
  const [oldBodies, freshBodies] = [bodies(old, base), bodies(fresh, head)]
  for (const pair of pairs) {
    if (pair.before.declaration.name !== pair.after.declaration.name) continue
    const [before, after] = [bodyText(pair.before, base), bodyText(pair.after, head)]
    if (before === after || before === '' || after === '') continue
    const successors = (freshBodies.get(before) ?? []).filter((other) => other.declaration.name !== pair.before.declaration.name)
    const ancestors = (oldBodies.get(after) ?? []).filter((other) => other.declaration.name !== pair.after.declaration.name)
    if (
      ancestors.length === 0 &&
      !successors.some((other) => pairs.some((known) => known.after === other && known.before.declaration.name === other.declaration.name))
    )
      continue
    for (const involved of [pair.before, pair.after, ...successors, ...ancestors]) doubtful.add(involved)
  }
  return doubtful
}

function bodyText(placed: Placed, side: Side): string {
  const tokens = side.tokens(placed)
  return tokens.length < LEAST_TOKENS ? '' : maskedText(tokens, new Set([placed.declaration.name]))
}
