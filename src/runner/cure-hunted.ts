import { readCureSources } from '../engine/cures/cure-sources.ts'
import { type Cured, cureFlaky } from '../engine/curing/cure-flaky.ts'
import type { Hunted } from '../engine/hunt/hunt.ts'
import type { Progress } from '../engine/ports.ts'
import type { TestTarget } from '../engine/stages/healing-context.ts'
import type { Session } from './session/session.ts'

export type CuredHunt = Cured

/** Tries to cure what a hunt found, with one framework of the repository, until a time of the session's clock. */
export async function cureHunted({
  session,
  target,
  hunted,
  endsAt,
  progress,
}: {
  readonly session: Session
  readonly target: TestTarget
  readonly hunted: Hunted
  readonly endsAt: number
  readonly progress: Progress
}): Promise<CuredHunt> {
  const { workspace, parsers, clock } = session
  const sources = await readCureSources(workspace, target.framework, parsers)
  const day = new Date(clock.now()).toISOString().slice(0, 10)
  return cureFlaky({ sources, workspace, runner: target.runner, clock, progress, failing: hunted.failing, day, endsAt }, hunted.results)
}
