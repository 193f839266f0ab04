import { rateChanges } from '../../../src/engine/history/rate-changes.ts'
import { findDurationChanges, findRegressions } from '../../../src/engine/history/regressions.ts'
import type { TimedRun } from '../../../src/engine/history/timed-runs.ts'
import { rateTrendOf, trendOf } from '../../../src/engine/history/trend.ts'
import { lastFive, plainAlarms } from './plain-baseline.ts'
import type { PlantedTest } from './repository.ts'
import type { TestSeries } from './series.ts'

/** `isPlanted`: there is something to find. `found`: it was. `false`: something was said that is not there. */
export type Judged = {
  readonly what: string
  readonly by: 'suture' | 'plain'
  readonly isPlanted: boolean
  readonly found: boolean
  readonly false: boolean
}

const DAY_MS = 86_400_000
const NEAR = 2 // runs by which a place may be off
const THRESHOLD = 1.5
const SOON = 10 // runs within which the plain alarm has to come

export function judgeTest(test: PlantedTest, series: TestSeries): readonly Judged[] {
  return [...judgeRegression(test, series), ...judgeChanges(test, series), ...judgeTrends(test, series)]
}

function judgeRegression({ plant }: PlantedTest, { timed, raw }: TestSeries): readonly Judged[] {
  const at = plant.kind === 'shift' && plant.ratio >= THRESHOLD ? plant.at : null
  const said = findRegressions(timed, THRESHOLD).map(({ culprits }) => rangeOf(...culprits))
  const hits = said.filter((range) => at !== null && holds(range, at))
  const alarms = plainAlarms(
    raw.map(({ ms }) => ms),
    THRESHOLD,
  ).map((index) => raw[index]?.run ?? 0)
  const last = plant.kind === 'shift' && plant.until !== null ? plant.until + SOON : Number.POSITIVE_INFINITY
  const what = 'regressions'
  return [
    { what, by: 'suture', isPlanted: at !== null, found: hits.length > 0, false: said.length > Math.min(1, hits.length) },
    {
      ...{ what, by: 'plain', isPlanted: at !== null },
      found: alarms.some((run) => at !== null && run >= at && run < at + SOON),
      false: alarms.some((run) => at === null || run < at || run > last),
    },
  ]
}

function judgeChanges({ plant }: PlantedTest, { timed, outcomes }: TestSeries): readonly Judged[] {
  const isBig = plant.kind === 'shift' && (plant.ratio >= THRESHOLD || plant.ratio <= 1 / THRESHOLD)
  const times = findDurationChanges(timed).map(({ culprits }) => rangeOf(...culprits))
  const ends = plant.kind === 'shift' ? [plant.at, ...(plant.until === null ? [] : [plant.until])] : []
  const rates = rateChanges(
    outcomes.map(({ hasFailed }) => hasFailed),
    1e-3,
  ).map(({ earliest, latest }) => [outcomes[earliest]?.run ?? 0, outcomes[latest]?.run ?? 0] as const)
  return [
    // what goes on for weeks has no place: it is a trend
    ...(plant.kind === 'drift'
      ? []
      : [
          {
            ...{ what: 'change points of durations', by: 'suture' as const, isPlanted: isBig },
            found: isBig && ends.every((end) => times.some((range) => holds(range, end))),
            false: times.some((range) => !ends.some((end) => holds(range, end))),
          },
        ]),
    ...(plant.kind === 'rate-drift'
      ? []
      : [
          {
            ...{ what: 'change points of failure rates', by: 'suture' as const, isPlanted: plant.kind === 'rate' },
            found: rates.some((range) => plant.kind === 'rate' && holds(range, plant.at)),
            false: rates.some((range) => plant.kind !== 'rate' || !holds(range, plant.at)),
          },
        ]),
  ]
}

/** A step is a trend too, if there is one: those tests are not asked. */
function judgeTrends({ plant }: PlantedTest, { timed, outcomes, raw }: TestSeries): readonly Judged[] {
  const daily = byDay(timed).map(([at, own]) => ({ at, value: middle(own.map(({ level }) => level)) }))
  const rates = byDay(outcomes).map(([at, own]) => ({ at, happened: own.filter(({ hasFailed }) => hasFailed).length, runs: own.length }))
  const ratio = lastFive(raw.map(({ ms }) => ms)) ?? 1
  const failures = outcomes.map(({ hasFailed }) => (hasFailed ? 1 : 0))
  const more =
    failures.slice(-5).filter((one) => one === 1).length / 5 - failures.slice(0, -5).filter((one) => one === 1).length / failures.length
  const timesAre = plant.kind !== 'drift' ? 'stable' : plant.ratio > 1 ? 'increasing' : 'decreasing'
  const ratesAre = plant.kind === 'rate-drift' ? 'increasing' : 'stable'
  return [
    ...(plant.kind === 'shift'
      ? []
      : [
          judged('trends of durations', 'suture', timesAre, trendOf(daily, Math.log(1.2)).direction),
          judged('trends of durations', 'plain', timesAre, ratio > 1.2 ? 'increasing' : ratio < 1 / 1.2 ? 'decreasing' : 'stable'),
        ]),
    ...(plant.kind === 'rate'
      ? []
      : [
          judged('trends of failure rates', 'suture', ratesAre, rateTrendOf(rates, 0.05).direction),
          judged('trends of failure rates', 'plain', ratesAre, more > 0.05 ? 'increasing' : 'stable'),
        ]),
  ]
}

function judged(what: string, by: Judged['by'], is: string, said: string): Judged {
  return { what, by, isPlanted: is !== 'stable', found: is === said, false: said !== 'stable' && said !== is }
}

/** After how many runs a regression is said for the first time, and whether anything is said of a test that has none, when each of these lengths is looked at. */
export function watch(
  { plant }: PlantedTest,
  timed: readonly TimedRun[],
  looks: readonly number[],
): { readonly delay: number | null; readonly false: boolean } {
  const at = plant.kind === 'shift' && plant.ratio >= THRESHOLD ? plant.at : null
  let [delay, isFalse]: [number | null, boolean] = [null, false]
  for (const look of looks) {
    const known = timed.slice(0, look)
    const said = findRegressions(known, THRESHOLD).map(({ culprits }) => rangeOf(...culprits))
    const hit = said.some((range) => at !== null && holds(range, at))
    if (hit) delay ??= Number(known.at(-1)?.commit ?? 0) - (at ?? 0)
    isFalse ||= at === null && said.length > 0
  }
  return { delay, false: isFalse }
}

function rangeOf(first: TimedRun, last: TimedRun): readonly [number, number] {
  return [Number(first.commit), Number(last.commit)]
}

function holds([first, last]: readonly [number, number], at: number): boolean {
  return first - NEAR <= at && at <= last + NEAR
}

function byDay<One extends { readonly at: number }>(all: readonly One[]): readonly (readonly [number, readonly One[]])[] {
  return [...Map.groupBy(all, ({ at }) => Math.floor(at / DAY_MS) * DAY_MS)]
}

function middle(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0
}
