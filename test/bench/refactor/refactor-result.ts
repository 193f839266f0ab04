import { z } from 'zod'
import { CaseResult } from '../diagnose/case-result.ts'

/** What came of one mechanical change. `wrong`: a patch was offered that does not do what it says, or breaks something; `detail` says what. */
export const RefactorResult = z.object({
  index: z.number(),
  outcome: z.enum(['healed', 'proposed', 'abstained', 'wrong', 'failed']),
  /** Tiers of what was offered, or accepted by a person. */
  tiers: z.array(z.string()),
  detail: z.string(),
  case: CaseResult,
})
export type RefactorResult = Readonly<z.infer<typeof RefactorResult>>
