import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { CureSources } from '../cures/cure-sources.ts'
import { runWith } from '../curing/cure-context.ts'
import type { Clock, Progress, TestRunner, Workspace } from '../ports.ts'

/** What measuring and proving need: the tree, how to run it, and until when. `settings` are the texts of manifests and tools' settings. */
export type OptimizeContext = {
  readonly sources: CureSources
  readonly settings: ReadonlyMap<string, string>
  readonly workspace: Workspace
  readonly runner: TestRunner
  readonly clock: Clock
  readonly progress: Progress
  readonly endsAt: number
}

export type Texts = ReadonlyMap<string, string>
export const AS_IT_IS: Texts = new Map()

/** A run of its own: no test ran before. With `alone` also nothing is loaded before, as where a person starts it. */
export function freshRun(context: OptimizeContext, texts: Texts, request: RunRequest): Promise<TestRun> {
  return runWith(context, texts, { ...request, fresh: true })
}

/** Which of these tests did not pass. */
export function notPassed(run: TestRun, ids: Iterable<string>): readonly string[] {
  const passed = new Set(run.tests.flatMap(({ id, outcome }) => (outcome === 'passed' ? [id] : [])))
  return [...ids].filter((id) => !passed.has(id))
}
