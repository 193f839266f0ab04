import { z } from 'zod'
import { Verdict } from '../../model/verdict.ts'

/**
 * An earlier failure of the same repository with the same signature. `exact`: with the same compared values; otherwise only of the same
 * kind in the same place. `at` is ISO 8601. `fate` is what became of our answer; `pullNumber` there is the repair's pull request.
 */
export const SimilarFailure = z.object({
  testId: z.string(),
  at: z.string(),
  exact: z.boolean(),
  headSha: z.string(),
  pullNumber: z.number().int().nullable(),
  verdict: Verdict,
  rootCause: z.string(),
  fate: z.object({
    outcome: z.enum(['none', 'open', 'merged', 'edited_then_merged', 'closed', 'superseded', 'quarantined']),
    pullNumber: z.number().int().nullable(),
  }),
})
export type SimilarFailure = Readonly<z.infer<typeof SimilarFailure>>
