import { runSpeed } from '../../../src/engine/history/run-speed.ts'
import { type TimedExecution, type TimedRun, timedRuns } from '../../../src/engine/history/timed-runs.ts'
import type { PlantedRepository } from './repository.ts'

/** What the history knows of each test: its timed runs, its plain mean durations, and how its runs ended. Commits are called by their run's number. */
export type TestSeries = {
  readonly timed: readonly TimedRun[]
  readonly raw: readonly { readonly run: number; readonly ms: number }[]
  readonly outcomes: readonly { readonly run: number; readonly at: number; readonly hasFailed: boolean }[]
}

/** Only passed runs are timed. The usual duration is the median of all of a test in a place. */
export function seriesOf({ runs, tests }: PlantedRepository): readonly TestSeries[] {
  const byTest = tests.map((): { place: string; ms: number }[] => [])
  for (const { place, tests: own } of runs)
    for (const { test, durationMs, hasFailed } of own) if (!hasFailed) byTest[test]?.push({ place, ms: durationMs })
  const usual = byTest.map((all) => middle(all.map(({ ms }) => ms)))
  const executions = tests.map((): TimedExecution[] => [])
  const outcomes = tests.map(() => new Map<number, { run: number; at: number; hasFailed: boolean }>())
  for (const { at, run, place, tests: own } of runs) {
    const timed = own.filter(({ hasFailed }) => !hasFailed)
    const speed = runSpeed(timed.map(({ test, durationMs }) => ({ durationMs, usualMs: usual[test] ?? null }))) ?? 1
    for (const { test, durationMs } of timed)
      executions[test]?.push({ at, run: String(run), commit: String(run), place, durationMs, speed })
    for (const { test, hasFailed } of own) {
      const known = outcomes[test]?.get(run)
      outcomes[test]?.set(run, { run, at, hasFailed: hasFailed || (known?.hasFailed ?? false) })
    }
  }
  return tests.map((_, index) => ({
    timed: timedRuns(executions[index] ?? []),
    raw: [...Map.groupBy(executions[index] ?? [], ({ run }) => Number(run))].map(([run, own]) => ({
      run,
      ms: own.reduce((sum, { durationMs }) => sum + durationMs, 0) / own.length,
    })),
    outcomes: [...(outcomes[index]?.values() ?? [])],
  }))
}

function middle(values: readonly number[]): number | null {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? null
}
