import { readCureSources } from '../engine/cures/cure-sources.ts'
import { readSettingTexts } from '../engine/optimization/setting-texts.ts'
import { type Optimized, type OptimizeRequest, optimizeSuite } from '../engine/optimizing/optimize-suite.ts'
import type { Progress } from '../engine/ports.ts'
import type { TestTarget } from '../engine/stages/healing-context.ts'
import type { Session } from './session/session.ts'

/** Looks for what makes the tests of one framework faster, until a time of the session's clock. */
export async function optimizeTarget(
  session: Session,
  { framework, runner }: TestTarget,
  request: OptimizeRequest,
  endsAt: number,
  progress: Progress,
): Promise<Optimized> {
  const { workspace, parsers, clock } = session
  const sources = await readCureSources(workspace, framework, parsers)
  const settings = await readSettingTexts(workspace)
  return optimizeSuite({ sources, settings, workspace, runner, clock, progress, endsAt }, request)
}
