import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { Arm } from '../flakiness/arms.ts'
import type { Framework } from '../frameworks/framework.ts'
import type { Clock, Progress, TestRunner, Workspace } from '../ports.ts'
import type { Observations } from './observations.ts'

/** What a hunt is asked. `tests` are ids; empty: all. `runs`: of each test as it is; `mostRuns` where these don't suffice. */
export type HuntRequest = {
  readonly tests: readonly string[]
  readonly runs: number
  readonly mostRuns: number
  readonly budgetMs: number
  /** How likely a test must be flaky to be called so. */
  readonly threshold: number
}

/** What a hunt needs of a run. */
export type HuntRun = Pick<TestRun, 'tests' | 'status' | 'reason' | 'unmet'>

/** What the steps of a hunt share. `run` makes a run where the budget still allows one, and returns `null` where it does not. */
export type HuntContext = {
  readonly framework: Framework
  readonly observations: Observations
  readonly request: HuntRequest
  readonly progress: Progress
  /** Every test that the framework collects, or those that were asked for. */
  readonly whole: RunRequest
  run(wanted: RunRequest): Promise<TestRun | null>
  /** A run of each list of tests in its order, of all for an empty one; fewer where the budget ends, or where one cannot be used. */
  each(wanted: RunRequest, lists: readonly (readonly string[])[]): Promise<readonly HuntRun[]>
  /** A file's text, where it can be read. */
  readonly read?: (path: string) => Promise<string | null>
  notTried(arm: Pick<Arm, 'name'>, reason: string): void
}

export type HuntPorts = {
  readonly workspace: Workspace
  readonly runner: TestRunner
  readonly framework: Framework
  readonly clock: Clock
  readonly progress?: Progress | undefined
}

/** A batch of forks takes about so long: a person sees that it goes on, and the budget is looked at. */
const BATCH_MS = 20_000

/** Counts runs and keeps the budget: a run that would probably go beyond it is not begun. */
export function budgeted({ runner, workspace, clock }: HuntPorts, budgetMs: number) {
  const startedAt = clock.now()
  let [count, longestMs, testsMs] = [0, 0, 0]
  let mayFork = true
  const run = async (wanted: RunRequest): Promise<TestRun | null> => {
    if (count > 0 && clock.now() - startedAt + longestMs > budgetMs) return null
    await workspace.checkOut('head', new Map())
    const seen = await runner.run(wanted)
    count += Math.max(1, seen.forks?.length ?? 0)
    if (wanted.forks === undefined) longestMs = Math.max(longestMs, seen.durationMs)
    testsMs = Math.max(
      testsMs,
      seen.tests.reduce((sum, { durationMs }) => sum + durationMs, 0),
    )
    return seen
  }
  const inForks = async (wanted: RunRequest, lists: readonly (readonly string[])[]): Promise<readonly HuntRun[]> => {
    if (!mayFork || lists.length < 2 || wanted.secondRun === true) return []
    const testIds = lists.some(({ length }) => length === 0) ? [] : [...new Set(lists.flat())]
    const seen = await run({ ...wanted, testIds, forks: lists.map((list) => [...list]) })
    const forks = seen?.forks ?? []
    // what cannot fork, or leaves files behind, does so again
    mayFork = forks.length === lists.length
    return forks.map(({ tests }) => ({ tests, status: 'completed', reason: '', ...(seen?.unmet ? { unmet: seen.unmet } : {}) }))
  }
  return {
    spentMs: () => clock.now() - startedAt,
    runs: () => count,
    run,
    each: async (wanted: RunRequest, lists: readonly (readonly string[])[]): Promise<readonly HuntRun[]> => {
      const seen: HuntRun[] = []
      while (seen.length < lists.length) {
        // a fork begins with the tests collected
        const size = Math.max(1, Math.floor(BATCH_MS / Math.max(100, testsMs)))
        const forks = await inForks(wanted, lists.slice(seen.length, seen.length + size))
        seen.push(...forks)
        const next = lists[seen.length]
        if (next === undefined) break
        if (forks.length > 0 && mayFork) continue
        const one = await run(next.length > 0 ? { ...wanted, testIds: [...next], listed: true } : wanted)
        if (one === null) break
        seen.push(one)
        if (one.status === 'broken') break
      }
      return seen
    },
  }
}
