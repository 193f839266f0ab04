import { gammaln } from 'simple-statistics'
import { type ChangePoint, FEWEST, nearBest, segment, type TurningPoint } from './segments.ts'

const PLAUSIBLE = 3 // of log-likelihood: e^3 = 20 times less likely places may still be it

/** Changes of how often something happens (a failure), in runs that are independent otherwise. */
export function rateChanges(outcomes: readonly boolean[], sure: number): readonly ChangePoint[] {
  const until: number[] = [0]
  for (const happened of outcomes) until.push((until.at(-1) ?? 0) + (happened ? 1 : 0))
  const count = (from: number, to: number) => (until[to] ?? 0) - (until[from] ?? 0)
  const likelihood = (from: number, to: number) => logLikelihood(count(from, to), to - from)
  const splitter = {
    length: outcomes.length,
    best: (from: number, to: number) => {
      let [most, at] = [Number.NEGATIVE_INFINITY, from + FEWEST]
      for (let place = from + FEWEST; place <= to - FEWEST; place += 1) {
        const fit = likelihood(from, place) + likelihood(place, to)
        if (fit > most) [most, at] = [fit, place]
      }
      const chance = chanceOfCounts(count(from, at), at - from, count(at, to), to - at) * (to - from - 2 * FEWEST + 1)
      return { at, chance: Math.min(1, chance) }
    },
    place: (from: number, at: number, to: number): TurningPoint =>
      nearBest(
        from,
        to,
        at,
        (place) => -likelihood(from, place) - likelihood(place, to),
        () => PLAUSIBLE,
      ),
  }
  return segment(splitter, sure)
}

function logLikelihood(happened: number, count: number): number {
  const part = (of: number) => (of === 0 ? 0 : of * Math.log(of / count))
  return part(happened) + part(count - happened)
}

/** Fisher's exact test: the chance of two counts at least so uneven, in the likelier direction twice. */
function chanceOfCounts(one: number, ofOne: number, other: number, ofOther: number): number {
  const total = one + other
  const [least, most] = [Math.max(0, total - ofOther), Math.min(total, ofOne)]
  const log = (count: number) => logChoose(ofOne, count) + logChoose(ofOther, total - count) - logChoose(ofOne + ofOther, total)
  const isMore = one * ofOther > other * ofOne
  const counts = isMore ? range(one, most) : range(least, one)
  return Math.min(1, 2 * counts.reduce((sum, count) => sum + Math.exp(log(count)), 0))
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function logChoose(of: number, count: number): number {
  return gammaln(of + 1) - gammaln(count + 1) - gammaln(of - count + 1)
}
