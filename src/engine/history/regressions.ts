import { mean, median } from 'simple-statistics'
import { levelChanges } from './level-changes.ts'
import { likenessOf } from './likeness.ts'
import { type Shift, shiftOf } from './rank-shift.ts'
import { slopeOf } from './theil-sen.ts'
import type { TimedRun } from './timed-runs.ts'

/**
 * A test that takes `ratio` times as long since a run. `culprits`: the first run that may have been slow and the last one that may have been
 * the first; equal where the series leaves no doubt. `lastFast`: the run before. Times in milliseconds on a machine of usual speed.
 */
export type TestRegression = {
  readonly lastFast: TimedRun
  readonly culprits: readonly [first: TimedRun, last: TimedRun]
  readonly beforeMs: number
  readonly afterMs: number
  readonly ratio: number
  /** Of the ratio, with a confidence of 95 %. */
  readonly interval: readonly [low: number, high: number]
  /** That a test which did not change looks like this. */
  readonly chance: number
  readonly runs: { readonly before: number; readonly after: number }
  /** The first run that was fast again. */
  readonly resolved: TimedRun | null
}

/** A lasting change of how long a test takes, in either direction. Fields as of a regression. */
export type DurationChange = Omit<TestRegression, 'lastFast' | 'resolved'> & { readonly last: TimedRun }

type Level = {
  readonly from: number
  readonly values: readonly number[]
  readonly middle: number
  readonly earliest: number
  readonly latest: number
  readonly chance: number
}

export const SURE = 1e-3
export const NEAREST = 60 // runs of a level that are compared: older ones say less, and cost more
const FEWEST = 5 // slow runs: fewer may be an hour in which a disk was busy
const LEAST_CHANGE = Math.log(1.4) // of what is called a change: by less, tests go up and down for no reason of their own
const LEAST_MS = 20 // slower by less is nothing to act on, and near the resolution of reports
const SPEED_ERROR = 1.07 // the speed of a machine is itself measured, by the median of a few dozen tests

/** All lasting changes of the duration, in either direction, oldest first. */
export function findDurationChanges(runs: readonly TimedRun[]): readonly DurationChange[] {
  return compareLevels(runs).flatMap(({ change, shift, after }) => {
    const isSure = shift.low > LEAST_CHANGE / 2 || shift.high < -LEAST_CHANGE / 2
    return isSure && after.values.length >= FEWEST && Math.abs(shift.estimate) > LEAST_CHANGE ? [change] : []
  })
}

/** All regressions in the runs of a test, oldest first. `threshold`: times as long, PERFORMANCE_REGRESSION_THRESHOLD. */
export function findRegressions(runs: readonly TimedRun[], threshold: number): readonly TestRegression[] {
  const half = Math.log(threshold) / 2
  return compareLevels(runs).flatMap(({ change, shift, before, after, levels }) => {
    if (after.values.length < FEWEST || !isSlower(shift, before.middle, threshold)) return []
    const index = levels.indexOf(after)
    const end = levels.slice(index + 1).find(({ middle }) => middle < before.middle + half) ?? null
    const start = levels.slice(0, index).findLastIndex(({ middle }) => middle > before.middle + half) + 1
    const near = levels.slice(start, end === null ? levels.length : levels.indexOf(end))
    if (isGradual(before.values.slice(-NEAREST), after.values.slice(0, NEAREST)) || isGradual(...sidesOf(near, after))) return []
    const { last: lastFast, ...rest } = change
    return [{ lastFast, ...rest, resolved: end === null ? null : (runs[end.from] ?? null) }]
  })
}

type Compared = {
  readonly change: DurationChange
  readonly shift: Shift
  readonly before: Level
  readonly after: Level
  readonly levels: readonly Level[]
}

/** Each level with the one before it. */
function compareLevels(runs: readonly TimedRun[]): readonly Compared[] {
  const values = runs.map(({ level }) => level)
  const levels = levelsOf(values)
  const likeness = likenessOf(values)
  return levels.flatMap((after, index) => {
    const before = levels[index - 1]
    const shift = before && shiftOf(before.values.slice(-NEAREST), after.values.slice(0, NEAREST), likeness)
    const [lastBefore, first, last] = [runs[after.earliest - 1], runs[after.earliest], runs[after.latest]]
    if (!before || !shift || !lastBefore || !first || !last) return []
    const beforeMs = Math.exp(before.middle)
    const change: DurationChange = {
      ...{ last: lastBefore, culprits: [first, last], beforeMs, afterMs: beforeMs * Math.exp(shift.estimate) },
      ...{ ratio: Math.exp(shift.estimate), interval: [Math.exp(shift.low), Math.exp(shift.high)], chance: after.chance },
      runs: { before: before.values.length, after: after.values.length },
    }
    return [{ change, shift, before, after, levels }]
  })
}

/** Less than half of the threshold (on the logarithmic scale) is excluded, and the threshold itself is not. `before`: the level until then. */
export function isSlower({ estimate, low, high }: Shift, before: number, threshold: number): boolean {
  const more = Math.exp(before) * (Math.exp(estimate) - 1)
  return low > Math.log(threshold) / 2 && high >= Math.log(threshold / SPEED_ERROR) && more >= LEAST_MS
}

function levelsOf(values: readonly number[]): readonly Level[] {
  const points = levelChanges(values, SURE)
  const starts = [{ at: 0, earliest: 0, latest: 0, chance: 1 }, ...points]
  return starts.map(({ at, ...rest }, index) => {
    const own = values.slice(at, starts[index + 1]?.at ?? values.length)
    return { from: at, values: own, middle: own.length === 0 ? 0 : median(own), ...rest }
  })
}

function sidesOf(levels: readonly Level[], after: Level): readonly [early: readonly number[], late: readonly number[]] {
  const place = levels.indexOf(after)
  return [levels.slice(0, place).flatMap(({ values }) => values), levels.slice(place).flatMap(({ values }) => values)]
}

/** Whether a line fits better than a step: then no single run made it slower. */
function isGradual(early: readonly number[], late: readonly number[]): boolean {
  const points = [...early, ...late].map((value, at) => ({ at, value }))
  const slope = slopeOf(points)
  const start = median(points.map(({ at, value }) => value - slope * at))
  const line = mean(points.map(({ at, value }) => Math.abs(value - start - slope * at)))
  const [low, high] = [median([...early]), median([...late])]
  return line < mean([...early.map((value) => Math.abs(value - low)), ...late.map((value) => Math.abs(value - high))])
}
