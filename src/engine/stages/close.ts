import type { Reproduction } from '../../model/reproduction.ts'
import type { PlainRun } from '../../model/runs/plain-run.ts'
import type { Workspace } from '../ports.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import type { TestTarget } from './healing-context.ts'
import { overlayOf } from './running/run-candidates.ts'

/** How one framework itself ends on the healed tree. */
export type Closing = { readonly framework: Reproduction['framework']; readonly run: PlainRun }

/**
 * The last word: every framework once more on the head with everything that is offered, as the project starts it and with nothing of
 * ours. Where all tests pass, it may still end red: a share of lines, an obsolete snapshot, a test that only its own command runs.
 */
export async function close(
  workspace: Workspace,
  targets: readonly TestTarget[],
  reproductions: readonly Reproduction[],
  files: readonly EditedFile[],
): Promise<readonly Closing[]> {
  await workspace.checkOut('head', overlayOf(files))
  const closings: Closing[] = []
  for (const { framework, first, asked } of reproductions) {
    const target = targets.find((one) => one.framework.name === framework)
    const seen = [...new Set([...first.tests, ...first.fileOutcomes].map(({ file }) => file))].sort()
    if (target && seen.length > 0) closings.push({ framework, run: await target.runner.plain({ files: seen, whole: asked.length === 0 }) })
  }
  return closings
}
