import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { FlakyTestResult } from '../../model/result/flaky-test-result.ts'
import type { HealingResult } from '../../model/result/healing-result.ts'
import { withCauses } from '../diagnosis/cascades.ts'
import type { EditedFile } from '../repair/edited-files.ts'
import { unifiedPatch } from '../repair/patch.ts'
import type { Tried } from './decided.ts'
import { testRepair } from './test-repair.ts'

/** What is summed up; `at` is an ISO time, times are milliseconds. */
export type HealingFindings = {
  readonly base: string
  readonly head: string
  readonly analyses: readonly FailureAnalysis[]
  readonly judged: readonly (Tried & { readonly files: readonly EditedFile[] })[]
  /** The files of what is offered. */
  readonly files: readonly EditedFile[]
  readonly flakyTests: readonly FlakyTestResult[]
  readonly healingTimeMs: number
  readonly frameworkMs: number
  readonly at: string
}

/** The result contract, summed up from what was found. */
export function healingResult({
  base,
  head,
  analyses,
  judged,
  files,
  flakyTests,
  healingTimeMs,
  frameworkMs,
  at,
}: HealingFindings): HealingResult {
  const repairs = judged.map((one) => testRepair(one, analyses, at))
  const repaired = new Set([
    ...repairs.filter(({ accepted }) => accepted).flatMap(({ testIds }) => testIds),
    ...takenAway(analyses, judged),
  ])
  const refused = repairs.filter(({ accepted }) => !accepted).flatMap(({ testIds }) => testIds)
  return {
    schemaVersion: 1,
    base,
    head,
    totalFailures: analyses.length,
    successfulRepairs: repaired.size,
    failedRepairs: refused.length,
    flakyTestsDetected: flakyTests.length,
    analyses: [...withCauses(analyses)],
    repairs,
    flakyTests: [...flakyTests],
    optimizations: [],
    repairSuccessRate: analyses.length === 0 ? 0 : repaired.size / analyses.length,
    totalTimeSavedMs: 0,
    healingTimeMs,
    timings: { frameworkMs, ownMs: Math.max(0, healingTimeMs - frameworkMs) },
    timestamp: at,
    patch: unifiedPatch(files),
  }
}

/** Tests that an offered repair of their whole file takes away: a file that did not load is answered by its tests, too. */
function takenAway(analyses: readonly FailureAnalysis[], judged: readonly Tried[]): readonly string[] {
  const offered = judged.filter(({ judgement }) => judgement.refusal === null).map(({ judgement }) => judgement.candidate)
  const cut = new Set(offered.filter(({ edits }) => edits.some(({ effect }) => effect === 'removal')).flatMap(({ testIds }) => testIds))
  return analyses.flatMap(({ verdict, failure }) => (verdict === 'removed_behaviour' && cut.has(failure.testFile) ? [failure.testId] : []))
}
