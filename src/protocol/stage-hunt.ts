import { z } from 'zod'
import { HuntPart } from '../model/hunt-part.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** What one machine of a hunt leaves for those after it: a part for each framework. `leg` 0 is the survey. */
export const StageHunt = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  nonce: z.string(),
  leg: z.number().int(),
  parts: z.array(HuntPart),
})
export type StageHunt = Readonly<z.infer<typeof StageHunt>>
