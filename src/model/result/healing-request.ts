import { z } from 'zod'

/**
 * Asks for a healing. Of a failure only `testId` is read: what failed, and how, is taken from CI. With no failures, all that failed on that commit
 * are looked at. The last three narrow what the repository's settings allow, and never widen it.
 */
export const HealingRequest = z.object({
  testFailures: z.array(z.object({ testId: z.string().min(1).max(4_096) })).max(1_000),
  autoRepair: z.boolean().default(true),
  detectFlaky: z.boolean().default(true),
  optimize: z.boolean().default(false),
  maxRepairAttempts: z.number().int().min(1).max(10).default(3),
  confidenceThreshold: z.number().min(0).max(1).default(0.7),
})
export type HealingRequest = Readonly<z.infer<typeof HealingRequest>>
