import { drawNormal, drawPareto } from './draws.ts'

/** One execution as a report gives it. */
export type Measured = { readonly test: number; readonly durationMs: number; readonly hasFailed: boolean }

/** One run of the suite in one place; several places of one run have the same `run`. */
export type MeasuredRun = {
  readonly at: number
  readonly run: number
  readonly place: string
  readonly tests: readonly Measured[]
}

/** What was done to a test: `at` and `until` are runs (not included: `until`). */
export type Plant =
  | { readonly kind: 'none' }
  | { readonly kind: 'shift'; readonly at: number; readonly until: number | null; readonly ratio: number }
  | { readonly kind: 'drift'; readonly ratio: number }
  | { readonly kind: 'rate'; readonly at: number; readonly to: number }
  | { readonly kind: 'rate-drift'; readonly to: number }

export type Noise = 'calm' | 'heavy' | 'bimodal' | 'wandering'

export type PlantedTest = { readonly plant: Plant; readonly noise: Noise; readonly baseMs: number; readonly failureRate: number }

export type PlantedRepository = {
  readonly runsPerDay: number
  readonly runCount: number
  readonly tests: readonly PlantedTest[]
  readonly runs: readonly MeasuredRun[]
}

const DAY_MS = 86_400_000
const DAYS = 90
const NOISES: readonly Noise[] = ['calm', 'heavy', 'bimodal', 'wandering']

/** Ninety days of a repository's CI: gaps, weekends, slow machines, a fleet that is slow for two weeks, legs of a matrix. */
export function plantRepository(random: () => number, testCount: number): PlantedRepository {
  const runsPerDay = [1, 2, 4, 8][Math.floor(random() * 4)] ?? 1
  const times = runTimes(random, runsPerDay)
  const places = [1, 1.6, 2.4].slice(0, 1 + Math.floor(random() * 3)).map((factor, index) => ({ factor, name: `leg ${index}` }))
  const slowFrom = Math.floor(random() * times.length)
  const fleet = (run: number) => (run >= slowFrom && run < slowFrom + times.length / 6 ? 1.5 : 1)
  const tests = Array.from({ length: testCount }, () => plantTest(random, times.length))
  const wander = tests.map(() => 0)
  const runs = times.flatMap((at, run) => {
    for (const [index, value] of wander.entries()) wander[index] = 0.75 * value + 0.08 * drawNormal(random)
    return places.map(({ factor, name }): MeasuredRun => {
      const machine = factor * fleet(run) * Math.exp(0.1 * drawNormal(random)) * (random() < 0.08 ? 1.3 + 1.7 * random() : 1)
      const measured = tests.flatMap((test, index) => {
        if (random() < 0.02) return [] // skipped, or the job was cut off
        const hasFailed = random() < failureRateAt(test, run, times.length)
        const own = levelAt(test, run, times.length) * noiseOf(test.noise, random, wander[index] ?? 0)
        const durationMs = Math.round(test.baseMs * machine * own * (hasFailed ? 0.2 + random() : 1))
        return [{ test: index, durationMs, hasFailed }]
      })
      return { at, run, place: name, tests: measured }
    })
  })
  return { runsPerDay, runCount: times.length, tests, runs }
}

function runTimes(random: () => number, runsPerDay: number): readonly number[] {
  const gapFrom = random() < 0.4 ? Math.floor(20 + random() * 50) : DAYS
  const gapDays = 5 + Math.floor(random() * 10)
  return Array.from({ length: DAYS }, (_, day) => day).flatMap((day) => {
    if (day >= gapFrom && day < gapFrom + gapDays) return []
    const isWeekend = day % 7 > 4
    const count = Math.round(runsPerDay * (isWeekend ? 0.2 : 0.6 + 0.8 * random()))
    return Array.from({ length: count }, () => (day + random()) * DAY_MS).sort((one, other) => one - other)
  })
}

function plantTest(random: () => number, runCount: number): PlantedTest {
  const noise = NOISES[Math.floor(random() * NOISES.length)] ?? 'calm'
  const baseMs = 60 * 10 ** (3 * random() ** 2) // 60 ms to a minute, most of them short
  return { plant: drawPlant(random, runCount), noise, baseMs, failureRate: random() < 0.7 ? 0 : 0.02 * random() }
}

/** Changes come at any time that leaves some runs on both sides of it. */
function drawPlant(random: () => number, runCount: number): Plant {
  const [before, after] = [15, 10]
  const at = before + Math.floor(random() * (runCount - before - after + 1))
  const kind = random()
  if (kind < 0.4) return { kind: 'none' }
  if (kind < 0.6) {
    const ratio = random() < 0.25 ? 1.5 : 1.5 * (4 / 1.5) ** random()
    const left = runCount - at
    return { kind: 'shift', at, ratio, until: left > 25 && random() < 0.25 ? at + 12 + Math.floor(random() * (left - 24)) : null }
  }
  if (kind < 0.66) return { kind: 'shift', at, ratio: 1 + 0.15 * random(), until: null } // real, and not worth a word
  if (kind < 0.72) return { kind: 'shift', at, ratio: 1 / (1.5 + random()), until: null }
  if (kind < 0.82) return { kind: 'drift', ratio: random() < 0.5 ? 1.4 + random() : 1 / (1.4 + random()) }
  if (kind < 0.91) return { kind: 'rate', at, to: 0.3 + 0.5 * random() }
  return { kind: 'rate-drift', to: 0.3 + 0.5 * random() }
}

function levelAt({ plant }: PlantedTest, run: number, runCount: number): number {
  if (plant.kind === 'shift') return run >= plant.at && (plant.until === null || run < plant.until) ? plant.ratio : 1
  return plant.kind === 'drift' ? plant.ratio ** (run / runCount) : 1
}

function failureRateAt({ plant, failureRate }: PlantedTest, run: number, runCount: number): number {
  if (plant.kind === 'rate') return run >= plant.at ? plant.to : failureRate
  return plant.kind === 'rate-drift' ? failureRate + (plant.to * run) / runCount : failureRate
}

function noiseOf(noise: Noise, random: () => number, wander: number): number {
  if (noise === 'calm') return Math.exp(0.06 * drawNormal(random))
  if (noise === 'heavy') return Math.exp(0.15 * drawNormal(random)) * (random() < 0.07 ? drawPareto(random) : 1)
  if (noise === 'bimodal') return Math.exp(0.08 * drawNormal(random)) * (random() < 0.2 ? 2.5 : 1) // a cache that is cold
  return Math.exp(wander + 0.06 * drawNormal(random))
}
