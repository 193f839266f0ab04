import { mean, median } from 'simple-statistics'
import { chanceOf, ranksOf } from './rank-shift.ts'
import { type ChangePoint, FEWEST, nearBest, segment, type TurningPoint } from './segments.ts'

const PLAUSIBLE = 3 // mean deviations by which the fit of another place may be worse than the best one's

/** Changes of the level of measured values, by their ranks: outliers weigh no more than others, and two modes do not disturb it. */
export function levelChanges(values: readonly number[], sure: number): readonly ChangePoint[] {
  const splitter = {
    length: values.length,
    best: (from: number, to: number) => bestSplit(values.slice(from, to), from),
    place: (from: number, at: number, to: number) => placeOf(values, from, at, to),
  }
  return segment(splitter, sure)
}

function bestSplit(values: readonly number[], from: number): { readonly at: number; readonly chance: number } {
  const ranks = ranksOf(values)
  const count = ranks.length
  let [sum, most, place, won] = [0, -1, FEWEST, 0]
  for (let left = 1; left <= count - FEWEST; left += 1) {
    sum += ranks[left - 1] ?? 0
    if (left < FEWEST) continue
    const pairs = sum - (left * (left + 1)) / 2
    const all = left * (count - left)
    const distance = Math.abs(pairs - all / 2) / Math.sqrt(all) // in deviations, but for a factor that is equal for all places
    if (distance > most) [most, place, won] = [distance, left, pairs]
  }
  const chance = chanceOf(won, place, count - place)
  return { at: from + place, chance: Math.min(1, chance * (count - 2 * FEWEST + 1)) }
}

/** Where the sum of distances from the two levels' medians is least. */
function placeOf(values: readonly number[], from: number, at: number, to: number): TurningPoint {
  const [early, late] = [median(values.slice(from, at)), median(values.slice(at, to))]
  const costs: number[] = [0]
  for (const value of values.slice(from, to)) costs.push((costs.at(-1) ?? 0) + Math.abs(value - early) - Math.abs(value - late))
  const slack = (best: number) =>
    PLAUSIBLE *
    mean([
      ...values.slice(from, best).map((value) => Math.abs(value - early)),
      ...values.slice(best, to).map((value) => Math.abs(value - late)),
    ])
  return nearBest(from, to, at, (place) => costs[place - from] ?? 0, slack)
}
