import type { RunRequest, TestRun } from '../../model/runs/test-run.ts'
import type { CureSources } from '../cures/cure-sources.ts'
import type { FailingCondition } from '../hunt/failing-condition.ts'
import type { Clock, Progress, TestRunner, Workspace } from '../ports.ts'

/** What proving a cure needs: the tree, how to run it, and until when. `day` is one on which tests passed, in ISO 8601. */
export type CureContext = {
  readonly sources: CureSources
  readonly workspace: Workspace
  readonly runner: TestRunner
  readonly clock: Clock
  readonly progress: Progress
  readonly failing: ReadonlyMap<string, FailingCondition>
  readonly day: string
  readonly endsAt: number
}

/** One run of the tree with texts over it. */
export async function runWith(
  { workspace, runner }: Pick<CureContext, 'workspace' | 'runner'>,
  overlay: ReadonlyMap<string, string>,
  request: RunRequest,
): Promise<TestRun> {
  await workspace.checkOut('head', overlay)
  return runner.run(request)
}
