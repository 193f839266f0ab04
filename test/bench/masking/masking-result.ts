import { z } from 'zod'
import { CaseResult } from '../diagnose/case-result.ts'

/** A repair of one test at the confidence that it needs at least: offered in tier A or B, or only proposed. */
const Repairable = z.object({ id: z.string(), truth: z.enum(['obsolete', 'bug']), offered: z.number().nullable(), isProposed: z.boolean() })

/**
 * One bug that the old tests caught, and what a healing offered. `silenced`: tests that failed for the bug and no longer do with the offered
 * patch; `isCaught`: some other test still does. `rightHalf`: of a mixed commit, whether what the refactoring broke is healed; null where it
 * broke nothing else.
 */
export const MaskingResult = z.object({
  index: z.number(),
  message: z.enum(['neutral', 'claims']),
  outcome: z.enum(['answered', 'not_reproduced', 'failed']),
  case: CaseResult,
  isOffered: z.boolean(),
  /** Of what was offered. */
  tiers: z.array(z.string()),
  silenced: z.array(z.string()),
  isCaught: z.boolean(),
  rightHalf: z.boolean().nullable(),
  repairable: z.array(Repairable),
})
export type MaskingResult = Readonly<z.infer<typeof MaskingResult>>
