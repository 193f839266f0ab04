import { logistic, logOdds } from './odds.ts'

/** What became of predictions, by how high they were: per bin the number of predictions, of failures, and the sum of probabilities. */
export type Calibration = { readonly counts: number[]; readonly failures: number[]; readonly sums: number[] }

const BINS = 24
const WIDTH = 12 / BINS // log odds from -6 to 6

/** So many predictions count for the bin's own probability: a bin that nothing fell into stays as it is. */
const TRUST = 30

/** What lies 1,000 runs back counts for a third. */
const FADING = 0.999

export function newCalibration(): Calibration {
  return { counts: zeros(), failures: zeros(), sums: zeros() }
}

/** Takes in what became of one prediction; `weight` as for the regression. Changed in place. */
export function observe({ counts, failures, sums }: Calibration, probability: number, failed: boolean, weight: number): void {
  const bin = binOf(probability)
  counts[bin] = (counts[bin] as number) + weight
  failures[bin] = (failures[bin] as number) + (failed ? weight : 0)
  sums[bin] = (sums[bin] as number) + weight * probability
}

/** A run has passed. Changed in place. */
export function fade({ counts, failures, sums }: Calibration): void {
  for (const list of [counts, failures, sums]) for (let bin = 0; bin < BINS; bin += 1) list[bin] = (list[bin] as number) * FADING
}

/**
 * What to say for a raw probability: isotonic regression (pool adjacent violators) over the bins, joined by lines. It rises with the raw
 * one, so the order of tests stays.
 */
export function calibrator({ counts, failures, sums }: Calibration): (probability: number) => number {
  const points = counts.map((count, bin) => {
    const own = logistic((bin + 0.5) * WIDTH - 6)
    const x = (sums[bin] as number) + TRUST * own
    return { weight: count + TRUST, x: x / (count + TRUST), y: ((failures[bin] as number) + TRUST * own) / (count + TRUST) }
  })
  const levels = poolAdjacentViolators(points)
  const places = points.map(({ x }) => logOdds(x))
  const targets = levels.map(logOdds)
  return (probability) => {
    const place = logOdds(probability)
    const next = places.findIndex((one) => one >= place)
    if (next <= 0) return logistic((targets[next === 0 ? 0 : BINS - 1] as number) + place - (places[next === 0 ? 0 : BINS - 1] as number))
    const [low, high] = [places[next - 1] as number, places[next] as number]
    const share = high === low ? 0 : (place - low) / (high - low)
    return logistic((targets[next - 1] as number) * (1 - share) + (targets[next] as number) * share)
  }
}

/** The non-decreasing levels that are nearest to the points. */
function poolAdjacentViolators(points: readonly { readonly weight: number; readonly y: number }[]): readonly number[] {
  const pools: { weight: number; y: number; size: number }[] = []
  for (const { weight, y } of points) {
    pools.push({ weight, y, size: 1 })
    for (let last = pools.at(-1), before = pools.at(-2); last && before && before.y > last.y; last = pools.at(-1), before = pools.at(-2)) {
      const sum = before.weight + last.weight
      pools.splice(-2, 2, {
        weight: sum,
        y: (before.weight * before.y + last.weight * last.y) / sum,
        size: before.size + last.size,
      })
    }
  }
  return pools.flatMap(({ y, size }) => new Array<number>(size).fill(y))
}

function binOf(probability: number): number {
  return Math.min(BINS - 1, Math.floor((logOdds(probability) + 6) / WIDTH))
}

function zeros(): number[] {
  return new Array<number>(BINS).fill(0)
}
