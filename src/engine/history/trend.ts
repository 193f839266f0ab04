import { sum } from 'simple-statistics'
import { likenessOf } from './likeness.ts'
import { normalTail } from './normal-tail.ts'
import { type Point, slopeOf } from './theil-sen.ts'

/**
 * Where a series goes. `slope`: a day, by Theil and Sen. `change`: over the whole series, by that slope. `chance`: that one which goes
 * nowhere looks like that, by Mann and Kendall. `unknown`: too few points.
 */
export type Trend = {
  readonly direction: 'increasing' | 'stable' | 'decreasing' | 'unknown'
  readonly slope: number
  readonly change: number
  readonly chance: number
}

/** How often something happened (a failure) in the runs of a time. */
export type RateAt = { readonly at: number; readonly happened: number; readonly runs: number }

const DAY_MS = 86_400_000
const FEWEST = 8 // points: with fewer, the test says little whatever they are
// many tests are looked at; a trend must be worth a word besides. Values of neighbouring days are never quite independent, failures are
const SURE = { values: 0.005, rates: 0.01 }
const PARTS = 13 // weeks in 90 days: most days of a test have no failure, and the median of their slopes would be 0

/** The trend of measured values; `least`: a change over the whole series that is worth a word, in their unit. */
export function trendOf(points: readonly Point[], least: number): Trend {
  const ordered = points.toSorted((one, other) => one.at - other.at)
  const slope = slopeOf(ordered)
  const likeness = likenessOf(ordered.map(({ at, value }) => value - slope * at))
  return judge(ordered, slope * DAY_MS, least, SURE.values, likeness)
}

/** The trend of a rate: tested on each time by itself, and its slope taken of thirteen parts of equal length. */
export function rateTrendOf(rates: readonly RateAt[], least: number): Trend {
  const ordered = rates.filter(({ runs }) => runs > 0).toSorted((one, other) => one.at - other.at)
  const [start, end] = [ordered[0]?.at ?? 0, (ordered.at(-1)?.at ?? 0) + 1]
  const parts = Map.groupBy(ordered, ({ at }) => Math.floor((PARTS * (at - start)) / (end - start)))
  const points = [...parts].map(([part, own]) => ({ at: start + ((part + 0.5) * (end - start)) / PARTS, value: rateOf(own) }))
  const single = ordered.map((one) => ({ at: one.at, value: one.happened / one.runs }))
  return judge(single, slopeOf(points) * DAY_MS, least, SURE.rates, 1)
}

/** Of all runs of these times together; 0 for none. */
export function rateOf(rates: readonly Omit<RateAt, 'at'>[]): number {
  const runs = sum(rates.map((one) => one.runs))
  return runs === 0 ? 0 : sum(rates.map(({ happened }) => happened)) / runs
}

/** `likeness`: how many times less a point says because it is like the one before it. */
function judge(points: readonly Point[], slope: number, least: number, sure: number, likeness: number): Trend {
  const span = (points.at(-1)?.at ?? 0) - (points[0]?.at ?? 0)
  if (points.length < FEWEST || span === 0) return { direction: 'unknown', slope: 0, change: 0, chance: 1 }
  const change = (slope * span) / DAY_MS
  const { chance, isUp } = mannKendall(points, likeness)
  const isTrend = chance < sure && Math.abs(change) >= least && isUp === slope > 0
  return { direction: !isTrend ? 'stable' : isUp ? 'increasing' : 'decreasing', slope, change, chance }
}

/** Mann and Kendall's test, corrected for ties and for neighbours that are alike. */
function mannKendall(points: readonly Point[], likeness: number): { readonly chance: number; readonly isUp: boolean } {
  const values = points.map(({ value }) => value)
  const count = values.length
  let score = 0
  for (const [index, early] of values.entries()) for (const late of values.slice(index + 1)) score += Math.sign(late - early)
  const ties = [...Map.groupBy(values, (value) => value).values()].map(({ length }) => length)
  const spread = (size: number) => size * (size - 1) * (2 * size + 5)
  const variance = (spread(count) - ties.reduce((sum, size) => sum + spread(size), 0)) / 18
  if (variance <= 0) return { chance: 1, isUp: false }
  const z = (Math.abs(score) - 1) / Math.sqrt(variance * likeness)
  return { chance: z <= 0 ? 1 : 2 * normalTail(z), isUp: score > 0 }
}
