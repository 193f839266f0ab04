/** What is remembered of one test: a few numbers, whatever the number of its runs. */
export type TestRecord = {
  readonly runs: number
  readonly failures: number
  /** Exponential average of failures (factor 0.3), and a slow one (0.03) in place of the last hundred runs. */
  readonly average: number
  readonly slow: number
  /** The last 20 outcomes, newest first: `1` failed. */
  readonly recent: string
  /** Runs since it last failed; null where it never did. */
  readonly sinceFailure: number | null
  readonly flips: number
  /** Runs in which the same tree both passed and failed. */
  readonly mixed: number
  readonly durationMs: number | null
  readonly lastAt: number
}

const RECENT = 20
const QUICK = 0.3 // Elsner et al. 2021: one average of this kind is hard to beat
const SLOW = 0.03

export function newTestRecord(at: number): TestRecord {
  return {
    ...{ runs: 0, failures: 0, average: 0, slow: 0, recent: '', sinceFailure: null, flips: 0, mixed: 0 },
    ...{ durationMs: null, lastAt: at },
  }
}

/** The record after one more outcome. `mixed`: the same tree passed and failed in this run. */
export function withOutcome(
  record: TestRecord,
  { failed, mixed, durationMs }: { readonly failed: boolean; readonly mixed: boolean; readonly durationMs: number | null },
  at: number,
): TestRecord {
  const { runs, failures, average, slow, recent, sinceFailure, flips } = record
  const value = failed ? 1 : 0
  const last = recent[0]
  const known = durationMs ?? record.durationMs
  return {
    runs: runs + 1,
    failures: failures + value,
    average: runs === 0 ? value : average + QUICK * (value - average),
    slow: slow + Math.max(SLOW, 1 / (runs + 1)) * (value - slow),
    recent: `${value}${recent}`.slice(0, RECENT),
    sinceFailure: failed ? 0 : sinceFailure === null ? null : sinceFailure + 1,
    flips: flips + (last !== undefined && last !== `${value}` ? 1 : 0),
    mixed: record.mixed + (mixed ? 1 : 0),
    durationMs: known === null || record.durationMs === null ? known : record.durationMs + QUICK * (known - record.durationMs),
    lastAt: at,
  }
}

/** How often it failed in its last runs, as a share; `prior` stands for two further runs. */
export function recentRate({ recent }: TestRecord, runs: number, prior: number): number {
  const seen = recent.slice(0, runs)
  return (failuresIn(seen) + 2 * prior) / (seen.length + 2)
}

export function failuresIn(recent: string): number {
  return recent.split('1').length - 1
}

/** How much of a failure of it is noise: it failed and passed on one tree that often. */
export function flakeShare({ failures, mixed }: TestRecord): number {
  return Math.min(0.9, mixed / (failures + 1))
}
