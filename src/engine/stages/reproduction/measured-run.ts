import type { TestCoverage } from '../../../model/runs/test-coverage.ts'
import type { RunRequest, TestRun } from '../../../model/runs/test-run.ts'
import type { TestRunner } from '../../ports.ts'

/** Milliseconds of the tests alone. Tracing Python before 3.12 makes calls up to 20 times slower: more than that nobody waits for. */
const MOST_TEST_TIME = 20_000

/**
 * Runs tests while their lines are recorded. Recording must never decide an outcome: where the tests then do anything but what
 * `isAsExpected` says, they run once more without, in a process of their own, and what was recorded counts only if that run ends alike.
 * `tookMs` is what the tests took before.
 */
export async function measuredRun(
  runner: TestRunner,
  request: RunRequest,
  tookMs: number,
  isAsExpected: (run: TestRun) => boolean,
): Promise<TestRun> {
  if (tookMs > MOST_TEST_TIME) {
    return without(await runner.run(request), `the tests take ${Math.round(tookMs / 1000)} s, too long to be traced`)
  }
  const measured = await runner.run({ ...request, coverage: true })
  if (measured.status === 'completed' && isAsExpected(measured)) return measured
  const plain = await runner.run({ ...request, fresh: true })
  return areAlike(measured, plain)
    ? { ...plain, coverage: measured.coverage }
    : without(plain, 'the tests behave differently while lines are recorded')
}

/** The lines that a run recorded, or why there are none. */
export function coverageOf({ coverage }: TestRun): TestCoverage {
  return coverage ?? { outcome: 'not_run', reason: 'no lines were recorded' }
}

function without(run: TestRun, reason: string): TestRun {
  return { ...run, coverage: { outcome: 'not_run', reason } }
}

function areAlike(one: TestRun, other: TestRun): boolean {
  const [before, after] = [outcomesIn(one), outcomesIn(other)]
  return one.status === other.status && before.size === after.size && [...after].every(([key, outcome]) => before.get(key) === outcome)
}

function outcomesIn({ tests, fileOutcomes }: TestRun): ReadonlyMap<string, string> {
  return new Map([...tests, ...fileOutcomes].map(({ kind, id, outcome }) => [`${kind} ${id}`, outcome]))
}
