import { z } from 'zod'
import { FailureType } from '../failure/failure-type.ts'
import { Reason } from '../reason.ts'
import { FlakyCure } from './flaky-cure.ts'

/** Why a test is flaky, as an experiment showed it. */
export const FlakyCause = z.enum([
  'order_dependent',
  'async_wait',
  'concurrency',
  'time',
  'randomness',
  'network',
  'shared_state',
  'resource_leak',
  'unordered_collection',
  'filesystem',
  'platform',
  'unknown',
])
export type FlakyCause = z.infer<typeof FlakyCause>

/**
 * What runs of one test under equal conditions showed; times in milliseconds, `interval` bounds the failure rate. `factor` is what an experiment
 * changed; `failurePlaces` are the lines of the repository through which failures went, the innermost last. `cure`: an edit that was tried and holds; `uncured`:
 * why there is none, where one was asked for.
 */
export const FlakyTestResult = z.object({
  testId: z.string(),
  testName: z.string(),
  isFlaky: z.boolean(),
  flakinessScore: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  totalRuns: z.number().int(),
  passCount: z.number().int(),
  failCount: z.number().int(),
  passRate: z.number(),
  executionTimes: z.array(z.number()),
  meanTimeMs: z.number(),
  stdDevTimeMs: z.number(),
  failureTypes: z.array(FailureType),
  failureMessages: z.array(z.string()),
  rootCauses: z.array(
    z.object({
      cause: FlakyCause,
      evidence: z.string(),
      polluter: z.string().optional(),
      cleaner: z.string().optional(),
      factor: z.string().optional(),
    }),
  ),
  recommendedAction: z.string(),
  failurePlaces: z.array(z.object({ file: z.string(), line: z.number().int() })).optional(),
  cure: FlakyCure.optional(),
  uncured: Reason.optional(),
})
export type FlakyTestResult = Readonly<z.infer<typeof FlakyTestResult>>
