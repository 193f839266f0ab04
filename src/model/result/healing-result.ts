import { z } from 'zod'
import { FailureAnalysis } from '../failure-analysis.ts'
import { TestRepair } from '../test-repair.ts'
import { FlakyTestResult } from './flaky-test-result.ts'
import { TestOptimization } from './test-optimization.ts'

/** Why a healing could not do all of its work, and what to do. */
export const HealingError = z.object({ code: z.string(), message: z.string(), fix: z.string() })
export type HealingError = Readonly<z.infer<typeof HealingError>>

/** Everything that one healing found. `patch` is one unified diff of every offered repair, '' if none. Times in milliseconds. */
export const HealingResult = z.object({
  schemaVersion: z.literal(1),
  base: z.string(),
  head: z.string(),
  totalFailures: z.number().int(),
  successfulRepairs: z.number().int(),
  failedRepairs: z.number().int(),
  flakyTestsDetected: z.number().int(),
  analyses: z.array(FailureAnalysis),
  repairs: z.array(TestRepair),
  flakyTests: z.array(FlakyTestResult),
  optimizations: z.array(TestOptimization),
  repairSuccessRate: z.number(),
  totalTimeSavedMs: z.number(),
  healingTimeMs: z.number(),
  timings: z.object({ frameworkMs: z.number(), ownMs: z.number() }),
  error: HealingError.optional(),
  /** What a reader has to know besides: what was compared, what was not run, how the framework itself ends. Sentences. */
  notes: z.array(z.string()).optional(),
  cost: z.object({ inputTokens: z.number(), outputTokens: z.number(), usd: z.number() }).optional(),
  timestamp: z.string(),
  patch: z.string(),
})
export type HealingResult = Readonly<z.infer<typeof HealingResult>>
