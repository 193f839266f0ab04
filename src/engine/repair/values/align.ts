/** How the items of two lists belong together: `[old, now]` for one that stayed or changed, `null` on one side where it went or came. */
export type Aligned = readonly (readonly [old: number | null, now: number | null])[]

type Distance = (old: number, now: number) => number

/** Lists beyond this many pairs are aligned by their places: the comparison is quadratic. */
const MOST_PAIRS = 40_000

/**
 * The alignment of two lists with the least difference. `distance` is 0 for equal items, below 2 for items of which one may have become the
 * other, and 2 for those that have nothing in common: one went and one came.
 */
export function align(old: number, now: number, distance: Distance): Aligned {
  if (old * now > MOST_PAIRS) return byPlace(old, now)
  const at = costs(old, now, distance)
  const aligned: (readonly [number | null, number | null])[] = []
  let [row, column] = [0, 0]
  while (row < old || column < now) {
    const isPair = row < old && column < now && at(row, column) === at(row + 1, column + 1) + distance(row, column)
    const isGone = !isPair && row < old && at(row, column) === 1 + at(row + 1, column)
    aligned.push([isPair || isGone ? row : null, isGone ? null : column])
    if (isPair || isGone) row += 1
    if (!isGone) column += 1
  }
  return aligned
}

/** What aligning the rest of both lists costs at least, from each pair of places on. */
function costs(old: number, now: number, distance: Distance): (row: number, column: number) => number {
  const cost = new Map<number, number>()
  const at = (row: number, column: number): number => cost.get(row * (now + 1) + column) ?? 0
  for (let row = old; row >= 0; row -= 1) {
    for (let column = now; column >= 0; column -= 1) {
      const isEnd = row === old || column === now
      const least = (): number =>
        Math.min(at(row + 1, column + 1) + distance(row, column), 1 + at(row + 1, column), 1 + at(row, column + 1))
      cost.set(row * (now + 1) + column, isEnd ? old - row + now - column : least())
    }
  }
  return at
}

function byPlace(old: number, now: number): Aligned {
  return Array.from({ length: Math.max(old, now) }, (_, index) => [index < old ? index : null, index < now ? index : null] as const)
}
