import { z } from 'zod'
import { Verdict } from '../../../src/model/verdict.ts'

/** One case that was healed: what is true, and what was said of each test that was asked about. One line of a result file. */
export const CaseResult = z.object({
  id: z.string(),
  codeBase: z.string(),
  framework: z.enum(['pytest', 'jest', 'vitest']),
  kind: z.string(),
  truth: z.enum(['obsolete', 'bug', 'mixed']),
  summary: z.string(),
  message: z.string(),
  tests: z.array(
    z.object({
      id: z.string(),
      /** For a mixed commit each test has its own truth. */
      truth: z.enum(['obsolete', 'bug']),
      verdict: Verdict.nullable(),
      confidence: z.number(),
      isRepaired: z.boolean(),
      rootCause: z.string(),
    }),
  ),
  discarded: z.number(),
  healMs: z.number(),
  error: z.string().optional(),
})
export type CaseResult = Readonly<z.infer<typeof CaseResult>>
