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

/** A factor that was not tried, or not with every variant. */
export type NotTried = { readonly arm: string; readonly reason: string }

/** What the steps of a hunt share. `run` makes a run where the budget still allows one, and returns `null` where it does not. */
export type HuntContext = {
  readonly framework: Framework
  readonly observations: Observations
  readonly request: HuntRequest
  readonly progress: Progress
  /** Every test that the framework collects, or those that were asked for. */
  readonly whole: RunRequest
  run(wanted: RunRequest): Promise<TestRun | null>
  notTried(arm: Pick<Arm, 'name'>, reason: string): void
}

export type HuntPorts = {
  readonly workspace: Workspace
  readonly runner: TestRunner
  readonly framework: Framework
  readonly clock: Clock
  readonly progress?: Progress | undefined
}

/** Counts runs and keeps the budget: a run that would probably go beyond it is not begun. */
export function budgeted({ runner, workspace, clock }: HuntPorts, budgetMs: number) {
  const startedAt = clock.now()
  let [count, longestMs] = [0, 0]
  return {
    spentMs: () => clock.now() - startedAt,
    runs: () => count,
    run: async (wanted: RunRequest): Promise<TestRun | null> => {
      if (count > 0 && clock.now() - startedAt + longestMs > budgetMs) return null
      await workspace.checkOut('head', new Map())
      const run = await runner.run(wanted)
      count += 1
      longestMs = Math.max(longestMs, run.durationMs)
      return run
    },
  }
}
