import type { Reproduction } from '../../../model/reproduction.ts'
import type { RunRequest, TestRun } from '../../../model/runs/test-run.ts'
import type { Subject } from '../../../model/test-ref.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import type { TestRunner, Workspace } from '../../ports.ts'

/** Once could be chance. */
const RUNS = 2

/**
 * Runs tests a second time without cleaning up, if they were reported as failing but passed in every clean run: they may be
 * non-idempotent (files from the first run make the second one fail). If so the base is run too, since the change may have introduced it.
 */
export async function secondRunOf(
  workspace: Workspace,
  runner: TestRunner,
  selection: RunRequest,
  doubtful: readonly Subject[],
  clean: readonly TestRun[],
): Promise<Reproduction['secondRun']> {
  const unseen = doubtful.filter((subject) => clean.every((run) => seenIn(run, subject).outcome === 'passed'))
  if (unseen.length === 0) return undefined
  const again = (files: readonly string[]) => runner.run({ files: [...files], testIds: selection.testIds, secondRun: true, fresh: true })
  const head = [await again(selection.files)]
  const hasFailed = () => unseen.some((subject) => head.some((run) => seenIn(run, subject).outcome === 'failed'))
  if (!hasFailed()) return { head, base: null }
  while (head.length < RUNS) head.push(await again(selection.files))
  await workspace.checkOut('base', new Map())
  const present = new Set(await workspace.listFiles('base'))
  const files = selection.files.filter((file) => present.has(file))
  const base = files.length > 0 ? await again(files) : null
  await workspace.checkOut('head', new Map())
  return { head, base }
}
