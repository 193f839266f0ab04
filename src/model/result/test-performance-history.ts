import { z } from 'zod'
import { FailureType } from '../failure/failure-type.ts'

/** What is known of one test over time; rates are 0 to 1, times in milliseconds. */
export const TestPerformanceHistory = z.object({
  testId: z.string(),
  executions: z.array(z.object({ at: z.string(), outcome: z.enum(['passed', 'failed', 'errored', 'skipped']), timeMs: z.number() })),
  totalExecutions: z.number().int(),
  totalFailures: z.number().int(),
  failureRate: z.number(),
  avgExecutionTimeMs: z.number(),
  executionTimeTrend: z.enum(['improving', 'stable', 'degrading', 'unknown']),
  commonFailureTypes: z.array(FailureType),
  repairHistory: z.array(z.string()),
  predictedFailureProbability: z.number().nullable(),
  predictedMaintenanceNeeded: z.boolean().nullable(),
  firstSeen: z.string(),
  lastUpdated: z.string(),
})
export type TestPerformanceHistory = Readonly<z.infer<typeof TestPerformanceHistory>>
