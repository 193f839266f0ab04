import { z } from 'zod'
import { HealingResult } from '../model/healing-result.ts'
import { ProtocolVersion } from './version.ts'

/** The largest report that the server reads, in bytes of JSON. */
export const MAX_REPORT_BYTES = 25_000_000

/**
 * What a runner sends back. Everything in it is a claim: the server takes the texts of `files` as a proposal,
 * recomputes what can be computed from text, and labels the rest as the runner's word.
 * `files` hold the whole new text of every test file that the offered repairs touch.
 */
export const HealReport = z.object({
  protocol: ProtocolVersion,
  healing: z.string(),
  generation: z.number().int(),
  nonce: z.string(),
  runnerVersion: z.string().max(64),
  result: HealingResult,
  files: z.array(z.object({ path: z.string().max(1024), content: z.string().max(2_000_000) })).max(1_000),
})
export type HealReport = Readonly<z.infer<typeof HealReport>>
