import { z } from 'zod'

/** Whole lines; `line` counts from 1. With `count` 0 the range is empty, before `line`. */
const LineRange = z.object({ line: z.number().int(), count: z.number().int() })
export type LineRange = Readonly<z.infer<typeof LineRange>>

/** The place of a change of contiguous lines in both trees; its texts are read from the trees themselves. */
export const HunkPlace = z.object({ file: z.string(), oldFile: z.string(), before: LineRange, after: LineRange })
export type HunkPlace = Readonly<z.infer<typeof HunkPlace>>

/**
 * What undoing parts of the change on the head showed for one failing test. `found`: with just these hunks undone the test passes,
 * and with fewer of them it does not. `not_minimal`: it passes with these undone, fewer were not all tried. `not_found`: it fails
 * with all of them undone. `not_run` says why in `reason`.
 */
export const CausalFinding = z.object({
  testId: z.string(),
  outcome: z.enum(['found', 'not_minimal', 'not_found', 'not_run']),
  reason: z.string(),
  hunks: z.array(HunkPlace),
  /** Runs that were made for it and its neighbours. */
  runs: z.number().int(),
})
export type CausalFinding = Readonly<z.infer<typeof CausalFinding>>
