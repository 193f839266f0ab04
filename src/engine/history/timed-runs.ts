import { median } from 'simple-statistics'

/**
 * One execution of a test that took a time. `place`: the job and the leg of its matrix. `speed`: how many times as long as usual all tests
 * of this place took in this run; 1 where nobody knows.
 */
export type TimedExecution = {
  readonly at: number
  readonly run: string
  readonly commit: string
  readonly place: string
  readonly durationMs: number
  readonly speed: number
}

/** A test in one run. `level`: the logarithm of what it would have taken, in milliseconds, on a machine of usual speed. */
export type TimedRun = { readonly at: number; readonly run: string; readonly commit: string; readonly level: number }

const LEAST_MS = 0.1 // reports round to 0: so small a time is as good as none

/**
 * One value a run, oldest first. Legs differ for good (an operating system is slow at files), so each is set off by its own median before
 * they are put together, and a run of other legs than usual does not look like a change.
 */
export function timedRuns(executions: readonly TimedExecution[]): readonly TimedRun[] {
  const levelled = executions.map((one) => ({ ...one, level: Math.log(Math.max(LEAST_MS, one.durationMs / one.speed)) }))
  if (levelled.length === 0) return []
  const usual = new Map(
    [...Map.groupBy(levelled, ({ place }) => place)].map(([place, own]) => [place, median(own.map(({ level }) => level))]),
  )
  const all = median(levelled.map(({ level }) => level))
  const runs = Map.groupBy(levelled, ({ run }) => run)
  const values = [...runs.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const level = median(own.map((one) => one.level - (usual.size > 1 ? (usual.get(one.place) ?? all) - all : 0)))
    return [{ at: first.at, run: first.run, commit: first.commit, level }]
  })
  return values.toSorted((one, other) => one.at - other.at)
}
