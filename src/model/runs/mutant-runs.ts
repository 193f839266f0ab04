import { z } from 'zod'

/**
 * One small fault for a batch: in `file`, what stands from `start` to `end` (UTF-16 units) of the text on disk is replaced. `group` names
 * the function around it: tests that never enter that function are not run for it.
 */
export const MutantRef = z.object({
  id: z.string(),
  file: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  replacement: z.string(),
  group: z.string(),
})
export type MutantRef = Readonly<z.infer<typeof MutantRef>>

/** `killed`: a test failed, or did not end. `not_judged`: a batch cannot tell, and the mutant needs a run of its own. */
export const MutantOutcome = z.enum(['killed', 'survived', 'not_judged'])
export type MutantOutcome = z.infer<typeof MutantOutcome>

/** What one run showed of many mutants. `not_run`: no batch could be made; each of them needs a run of its own. */
export const MutantRuns = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('judged'), mutants: z.array(z.object({ id: z.string(), outcome: MutantOutcome })) }),
  z.object({ outcome: z.literal('not_run'), reason: z.string() }),
])
export type MutantRuns = Readonly<z.infer<typeof MutantRuns>>
