import { z } from 'zod'
import { TestFailure } from './test-failure.ts'

/** What a caller asks for. */
export const HealingRequest = z.object({
  testFailures: z.array(TestFailure),
  autoRepair: z.boolean().default(true),
  detectFlaky: z.boolean().default(true),
  optimize: z.boolean().default(false),
  maxRepairAttempts: z.number().int().positive().default(3),
  confidenceThreshold: z.number().min(0).max(1).default(0.7),
})
export type HealingRequest = Readonly<z.infer<typeof HealingRequest>>
