import { z } from 'zod'
import { Verdict } from '../../../src/model/verdict.ts'

/**
 * What came of one real commit. `healed`: what is offered repairs all of its tests, rightly; `proposed`: that holds once a person accepted
 * all; `partly`: what is offered is right, and some tests still fail; `not_reproduced`: its tests do not fail here, or the developers' do.
 */
export const RepairResult = z.object({
  index: z.number(),
  id: z.string(),
  repo: z.string(),
  category: z.array(z.string()),
  outcome: z.enum(['healed', 'proposed', 'partly', 'abstained', 'wrong', 'not_reproduced', 'failed']),
  /** Of what a person would have to accept: wrong there hides nothing unread, but is no good proposal. */
  isProposalWrong: z.boolean(),
  tiers: z.array(z.string()),
  kills: z.string(),
  detail: z.string(),
  verdicts: z.array(Verdict),
  healMs: z.number(),
})
export type RepairResult = Readonly<z.infer<typeof RepairResult>>
