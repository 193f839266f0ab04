import type { TestRun } from '../../../model/runs/test-run.ts'

/**
 * How often tests pass in runs in each of which they pass. A repetition inside of a run counts only where all repetitions of that run end as
 * it does: what one of them leaves on the disk the next one finds, so a failure there is looked at again in runs of its own.
 */
export function passesIn(runs: readonly TestRun[]): number {
  return runs.reduce((sum, { tests, repeated = [] }) => {
    const failing = new Set(tests.filter(({ outcome }) => outcome === 'failed' || outcome === 'errored').map(({ id }) => id))
    const isAlike = repeated.every(({ failed }) => failed.every((id) => failing.has(id)))
    return sum + 1 + (isAlike ? repeated.length : 0)
  }, 0)
}
