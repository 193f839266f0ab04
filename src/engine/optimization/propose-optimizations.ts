import type { RiskLevel } from '../../model/result/test-optimization.ts'
import { optimizations } from './index.ts'
import type { OptimizationCandidate, OptimizationInput } from './optimization.ts'

/** A change of high risk has to save this many times as much as one of low risk to come first. */
const WEIGHT: Readonly<Record<RiskLevel, number>> = { low: 1, medium: 2, high: 4 }

/** What would make tests faster, what saves most for its risk first. Pure: equal input gives equal candidates, so that whoever is handed one can derive it again. */
export function proposeOptimizations(input: OptimizationInput): readonly OptimizationCandidate[] {
  const all = optimizations.flatMap((one) => one.propose(input))
  return all.toSorted((one, other) => worthOf(other.expectedMs, other.risk) - worthOf(one.expectedMs, one.risk))
}

/** Saving × 1/risk. */
export function worthOf(savingMs: number, risk: RiskLevel): number {
  return savingMs / WEIGHT[risk]
}

const LEVELS = ['low', 'medium', 'high'] as const satisfies readonly RiskLevel[]

export function isWithin(risk: RiskLevel, tolerance: RiskLevel): boolean {
  return LEVELS.indexOf(risk) <= LEVELS.indexOf(tolerance)
}
