import { quantileSorted } from 'simple-statistics'
import { normalTail } from './normal-tail.ts'

/** How much higher the second of two samples lies. `low` and `high`: with a confidence of 95 %. */
export type Shift = { readonly estimate: number; readonly low: number; readonly high: number }

const NORMAL_95 = 1.959964
const EXACT_TO = 15 // of the smaller sample: beyond it the normal approximation is right to a few percent

/** Ranks from 1; equal values share the mean of theirs. */
export function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((_, index) => index).sort((one, other) => (values[one] ?? 0) - (values[other] ?? 0))
  const ranks = new Array<number>(values.length).fill(0)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1
    for (let at = from; at < to; at += 1) ranks[order[at] ?? 0] = (from + 1 + to) / 2
    from = to
  }
  return ranks
}

/**
 * The probability, on either side, that one of two samples of equal distribution wins so many of all pairs (a tie is a half; Mann and Whitney's
 * U): exact for small ones. Needs nothing of
 * the distribution, so heavy tails and two modes do not disturb it.
 */
export function chanceOf(won: number, before: number, after: number): number {
  const [few, many] = before < after ? [before, after] : [after, before]
  if (few === 0) return 1
  const lost = Math.min(won, before * after - won)
  if (few > EXACT_TO) {
    const deviation = Math.sqrt((before * after * (before + after + 1)) / 12)
    return Math.min(1, 2 * normalTail(((before * after) / 2 - lost - 0.5) / deviation))
  }
  return Math.min(1, 2 * shareBelow(few, many, Math.ceil(lost)))
}

/** The share of all ways to draw `few` of `few + many` ranks whose U is at most `limit`: the coefficients of a Gaussian binomial. */
function shareBelow(few: number, many: number, limit: number): number {
  const counts = new Float64Array(limit + 1)
  counts[0] = 1
  let ways = 1
  for (let step = 1; step <= few; step += 1) {
    ways *= (many + step) / step
    for (let sum = limit; sum >= many + step; sum -= 1) counts[sum] = (counts[sum] ?? 0) - (counts[sum - many - step] ?? 0)
    for (let sum = step; sum <= limit; sum += 1) counts[sum] = (counts[sum] ?? 0) + (counts[sum - step] ?? 0)
  }
  return counts.reduce((total, count) => total + count, 0) / ways
}

/**
 * Hodges and Lehmann's estimate, the median of all differences, with Moses' interval. `likeness`: how many times less a value says because it
 * is like the one before it. `null` for an empty sample.
 */
export function shiftOf(before: readonly number[], after: readonly number[], likeness = 1): Shift | null {
  if (before.length === 0 || after.length === 0) return null
  const differences = Float64Array.from(after.flatMap((late) => before.map((early) => late - early))).sort()
  const count = differences.length
  const edge = Math.floor(count / 2 - NORMAL_95 * Math.sqrt((count * (before.length + after.length + 1)) / 12))
  const estimate = quantileSorted(Array.from(differences), 0.5)
  if (edge < 1) return { estimate, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  const wider = (end: number) => estimate + (end - estimate) * Math.sqrt(likeness)
  return { estimate, low: wider(differences[edge - 1] ?? estimate), high: wider(differences[count - edge] ?? estimate) }
}
