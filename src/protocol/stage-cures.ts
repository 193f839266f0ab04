import { z } from 'zod'
import { FlakyTestResult } from '../model/result/flaky-test-result.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** What the job that tries cures leaves for the last one: results that have a cure, or say why there is none. */
export const StageCures = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  nonce: z.string(),
  cured: z.array(FlakyTestResult),
  tookMs: z.number().min(0),
})
export type StageCures = Readonly<z.infer<typeof StageCures>>
