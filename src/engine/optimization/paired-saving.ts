/** What one pair of runs took, in milliseconds. */
export type TimedPair = { readonly before: number; readonly after: number }

/** `savingMs`: the Hodges-Lehmann estimate. `interval`: the exact one of Wilcoxon's signed rank test, which holds whatever the times are distributed like. */
export type Saving = { readonly savingMs: number; readonly interval: readonly [low: number, high: number] }

/** On each side of the interval. */
const TAIL = 0.025
/** With fewer pairs no interval holds in 95 of 100 cases: 2 / 2 ** 5 is more than 5 in 100. */
const FEWEST_PAIRS = 6

/** What is saved by what was measured second, from pairs of runs that took turns. */
export function pairedSaving(pairs: readonly TimedPair[]): Saving {
  const differences = pairs.map(({ before, after }) => before - after)
  const averages = differences
    .flatMap((one, index) => differences.slice(index).map((other) => (one + other) / 2))
    .toSorted((one, other) => one - other)
  if (pairs.length < FEWEST_PAIRS) return { savingMs: middle(averages), interval: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] }
  const outside = ranksOutside(pairs.length)
  return { savingMs: middle(averages), interval: [averages[outside] ?? Number.NaN, averages.at(-1 - outside) ?? Number.NaN] }
}

export function median(values: readonly number[]): number {
  return middle(values.toSorted((one, other) => one - other))
}

function middle(sorted: readonly number[]): number {
  const half = sorted.length / 2
  return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2
}

/** How many of the sorted averages lie outside on each side: the largest k with P(W < k) of at most `TAIL`, W being the sum of signed ranks of n pairs that differ by chance. */
function ranksOutside(count: number): number {
  let ways = [1]
  for (let rank = 1; rank <= count; rank += 1)
    ways = Array.from({ length: ways.length + rank }, (_, sum) => (ways[sum] ?? 0) + (ways[sum - rank] ?? 0))
  let [below, outside] = [0, 0]
  for (const [sum, own] of ways.entries()) {
    below += own / 2 ** count
    if (below > TAIL) break
    outside = sum + 1
  }
  return Math.max(0, outside - 1)
}
