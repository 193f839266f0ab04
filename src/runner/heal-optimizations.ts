import type { Settings } from '../config/settings.ts'
import type { Optimized, OptimizeRequest } from '../engine/optimizing/optimize-suite.ts'
import type { HealingResult } from '../model/result/healing-result.ts'
import { optimizeTarget } from './optimize-target.ts'
import type { Session } from './session/session.ts'

/** Milliseconds that `heal --optimize` may take for it. */
const BUDGET_MS = 10 * 60_000

export type HealedAndOptimized = { readonly result: HealingResult; readonly optimized: readonly Optimized[] }

export function optimizeRequestOf(settings: Settings, tests: readonly string[]): OptimizeRequest {
  return {
    ...{ tests, slowTestMs: settings.PERFORMANCE_SLOW_TEST_MS },
    ...{ target: settings.OPTIMIZATION_TARGET_REDUCTION, tolerance: settings.OPTIMIZATION_RISK_TOLERANCE },
  }
}

/** A result with what would make the tests of its head faster. None of that is in its patch: a repair and an optimisation are two things to look at. */
export async function withOptimizations(
  session: Session,
  result: HealingResult,
  settings: Settings,
  progress: (stage: string, what: string) => void,
): Promise<HealedAndOptimized> {
  const request = optimizeRequestOf(settings, [])
  const optimized: Optimized[] = []
  for (const target of session.targets) {
    const endsAt = session.clock.now() + BUDGET_MS / session.targets.length
    optimized.push(await optimizeTarget(session, target, request, endsAt, progress))
  }
  const saved = optimized.reduce((sum, { suite }) => sum + (suite?.saving.savingMs ?? 0), 0)
  const optimizations = optimized.flatMap(({ results }) => results.map((one) => ({ ...one, isApplied: false })))
  return { result: { ...result, optimizations, totalTimeSavedMs: Math.round(saved) }, optimized }
}
