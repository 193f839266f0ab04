import { z } from 'zod'

/**
 * The framework as the project starts it, with nothing of Suture in it: what its own exit code says. `line`: the line by which it says
 * why it failed. `durationMs`: what the framework took, where it was timed.
 */
export const PlainRun = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('passed'), durationMs: z.number().optional() }),
  z.object({ outcome: z.literal('failed'), code: z.number().nullable(), line: z.string() }),
  z.object({ outcome: z.literal('not_run'), reason: z.string() }),
])
export type PlainRun = Readonly<z.infer<typeof PlainRun>>
