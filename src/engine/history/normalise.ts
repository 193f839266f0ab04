import { median } from 'simple-statistics'
import { runSpeed } from './run-speed.ts'
import type { TimedExecution } from './timed-runs.ts'

/** How long one test took in one place of one run: `durationMs` as it was measured there. */
export type Timing = Omit<TimedExecution, 'speed'> & { readonly test: string }

/**
 * The executions of each test with the speed of their machines. That comes from `references`, many tests of the same runs, against what they
 * take usually over the whole time: a fleet that is slow for weeks does not become the usual one meanwhile.
 */
export function normalise(timings: readonly Timing[], references: readonly Timing[]): ReadonlyMap<string, readonly TimedExecution[]> {
  const usual = new Map(
    [...Map.groupBy(references, ({ test }) => test)].map(([test, own]) => [test, median(own.map(({ durationMs }) => durationMs))]),
  )
  const speeds = new Map(
    [...Map.groupBy(references, machineOf)].map(([machine, own]) => [
      machine,
      runSpeed(own.map(({ test, durationMs }) => ({ durationMs, usualMs: usual.get(test) ?? null }))),
    ]),
  )
  const timed = timings.map(({ test, ...one }) => ({ test, execution: { ...one, speed: speeds.get(machineOf(one)) ?? 1 } }))
  return new Map([...Map.groupBy(timed, ({ test }) => test)].map(([test, own]) => [test, own.map(({ execution }) => execution)]))
}

function machineOf({ run, place }: Pick<Timing, 'run' | 'place'>): string {
  return JSON.stringify([run, place])
}
