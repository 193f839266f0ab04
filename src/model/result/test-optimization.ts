import { z } from 'zod'

/** A way to make one test faster; all times in milliseconds, `measuredTimeMs` from a real run of the changed suite. */
export const TestOptimization = z.object({
  optimizationId: z.string(),
  testId: z.string(),
  optimizationType: z.enum(['remove_waits', 'optimize_setup', 'parallelize', 'merge_redundant', 'optimize_mocks']),
  currentTimeMs: z.number(),
  estimatedTimeMs: z.number(),
  measuredTimeMs: z.number().nullable(),
  timeSavingMs: z.number(),
  timeSavingPercent: z.number(),
  description: z.string(),
  implementation: z.string(),
  codeChanges: z.array(z.object({ file: z.string(), before: z.string(), after: z.string() })),
  riskLevel: z.enum(['low', 'medium', 'high']),
  affectsCoverage: z.boolean(),
  priority: z.number().int(),
})
export type TestOptimization = Readonly<z.infer<typeof TestOptimization>>
