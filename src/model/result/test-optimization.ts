import { z } from 'zod'
import { CheckResult } from '../test-repair.ts'

/** Each is the file of one optimisation. */
export const OptimizationName = z.enum([
  'condition-wait',
  'needless-wait',
  'faked-pause',
  'shared-setup',
  'direct-import',
  'unused-import',
  'parallel-files',
  'redundant-test',
])
export type OptimizationName = z.infer<typeof OptimizationName>

/** How likely it is that the change hides something, or that a later test meets what an earlier one left. */
export const RiskLevel = z.enum(['low', 'medium', 'high'])
export type RiskLevel = z.infer<typeof RiskLevel>

export const OptimizationType = z.enum(['remove_waits', 'optimize_setup', 'parallelize', 'merge_redundant', 'optimize_mocks'])
export type OptimizationType = z.infer<typeof OptimizationType>

/**
 * A way to make tests faster that was measured. All times in milliseconds: `currentTimeMs` and `measuredTimeMs` are medians of runs that took turns, of
 * what `measured` says; `timeSavingMs` is estimated from the pairs of them, `interval` bounds it in 95 of 100 cases, `runs` is how many pairs there were.
 * `testId` is a test, a file for what all its tests share, or the framework's name for what is about the whole suite. `priority` counts from 1, by saving
 * and risk. `estimatedTimeMs` is what was expected before it was measured. `isApplied`: it is part of the patch.
 */
export const TestOptimization = z.object({
  optimizationId: z.string(),
  name: OptimizationName,
  testId: z.string(),
  optimizationType: OptimizationType,
  currentTimeMs: z.number(),
  estimatedTimeMs: z.number(),
  measuredTimeMs: z.number().nullable(),
  timeSavingMs: z.number(),
  timeSavingPercent: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  runs: z.number().int(),
  measured: z.enum(['tests', 'run', 'suite']),
  description: z.string(),
  implementation: z.string(),
  codeChanges: z.array(z.object({ file: z.string(), before: z.string(), after: z.string() })),
  patch: z.string(),
  riskLevel: RiskLevel,
  affectsCoverage: z.boolean(),
  affectsStrength: z.boolean(),
  checks: z.array(CheckResult),
  priority: z.number().int(),
  isApplied: z.boolean(),
})
export type TestOptimization = Readonly<z.infer<typeof TestOptimization>>
