import { z } from 'zod'
import { Reason } from '../../model/reason.ts'

const Exchange = z.object({ before: z.string(), after: z.string() })

/**
 * A person's yes of which nothing came: the same edit was refused (`reason`), or the run came to another one. `was` are the values that were
 * accepted, `now` those of the proposal in their place.
 */
export const FailedAcceptance = z.object({
  by: z.string(),
  comment: z.number().int(),
  testIds: z.array(z.string()),
  reason: Reason.nullable(),
  was: z.array(Exchange),
  now: z.array(Exchange),
})
export type FailedAcceptance = Readonly<z.infer<typeof FailedAcceptance>>
