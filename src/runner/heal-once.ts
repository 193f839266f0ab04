import { healingResult } from '../engine/conclusion/healing-result.ts'
import { nothingRan } from '../engine/conclusion/nothing-ran.ts'
import { createPipeline, type HealRequest, summedUp } from '../engine/pipeline.ts'
import type { Progress } from '../engine/ports.ts'
import type { EditedFile } from '../engine/repair/edited-files.ts'
import { unifiedPatch } from '../engine/repair/patch.ts'
import { type Closing, close } from '../engine/stages/close.ts'
import type { HealingResult } from '../model/result/healing-result.ts'
import type { KeptHealing } from './kept/kept-healing.ts'
import { recordTexts } from './kept/recorded-texts.ts'
import type { Session } from './session/session.ts'

/** What the answers of a healing rest on. */
export type RestsOn = Pick<KeptHealing, 'base' | 'head' | 'texts' | 'reproductions' | 'tried'>

/** `isGreen`: nothing fails any more with the patch, and the frameworks themselves say so. */
export type HealedOnce = {
  readonly result: HealingResult
  readonly files: readonly EditedFile[]
  readonly rests: RestsOn
  /** The unified diff of each of the result's repairs. */
  readonly diffs: readonly string[]
  readonly isGreen: boolean
}

/** Heals one head against one base. */
export async function healOnce(session: Session, request: HealRequest, startedAt: number, progress: Progress): Promise<HealedOnce> {
  const { base, head } = session.workspace
  const recorded = recordTexts(session.workspace)
  const pipeline = createPipeline({ ...session, workspace: recorded.workspace, progress }, session.targets)
  const reproductions = await pipeline.reproduce(request)
  const found = await pipeline.heal(reproductions, request)
  const files = found.flatMap((one) => one.files)
  const error = nothingRan(reproductions)
  const summed = summedUp(found)
  const sum = () => healingResult({ base, head, files, ...summed, ...timesOf(startedAt, session.frameworkMs()) })
  const { successfulRepairs, totalFailures } = sum()
  const mayBeGreen = error === null && successfulRepairs === totalFailures
  if (mayBeGreen && files.length > 0) progress('close', 'the tests as the project starts them')
  const closings = mayBeGreen ? await close(session.workspace, session.targets, reproductions, files) : []
  const tried = found.flatMap(({ judged }) => judged.map(({ judgement, runs }) => ({ candidate: judgement.candidate, runs })))
  return {
    result: { ...sum(), ...(error ? { error } : {}), notes: closings.flatMap((one) => closingNote(one) ?? []) },
    files,
    rests: { base, head, texts: recorded.texts(), reproductions: [...reproductions], tried },
    diffs: summed.judged.map((one) => unifiedPatch(one.files)),
    isGreen: mayBeGreen && closings.every(({ run }) => run.outcome === 'passed'),
  }
}

export function timesOf(startedAt: number, frameworkMs: number): { healingTimeMs: number; frameworkMs: number; at: string } {
  const now = Date.now()
  return { healingTimeMs: now - startedAt, frameworkMs, at: new Date(now).toISOString() }
}

function closingNote({ framework, run }: Closing): string | null {
  switch (run.outcome) {
    case 'passed':
      return null
    case 'failed':
      return `no test fails any more, but ${framework} itself ends red as the project starts it (exit code ${run.code}): ${run.line}`
    case 'not_run':
      return `no test fails any more, but ${framework} was not run as the project starts it: ${run.reason}`
  }
}
