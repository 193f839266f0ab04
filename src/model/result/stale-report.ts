import { z } from 'zod'

/** What a change declares. `symbol` names it, with what it belongs to: `Cart.total: currency`. */
export const StaleDeclaration = z.object({
  kind: z.enum(['branch', 'key', 'parameter', 'message', 'value', 'function']),
  symbol: z.string(),
})
export type StaleDeclaration = Readonly<z.infer<typeof StaleDeclaration>>

/** `undone`: the tests pass with the change taken back. `survived`: they pass with this fault in it. `not_entered`: no test gets to these lines. */
export const StaleEvidence = z.object({
  kind: z.enum(['undone', 'survived', 'not_entered']),
  line: z.number().int(),
  original: z.string(),
  replacement: z.string(),
  /** The same as a sentence. */
  says: z.string(),
})
export type StaleEvidence = Readonly<z.infer<typeof StaleEvidence>>

/** Lines, from and to, counted from 1. */
const Lines = z.tuple([z.number().int(), z.number().int()])

/** A test that comes to changed lines, passes, and would pass without the change. */
export const StaleTest = z.object({
  testId: z.string(),
  testName: z.string(),
  testFile: z.string(),
  file: z.string(),
  lines: Lines,
  declares: StaleDeclaration,
  evidence: z.array(StaleEvidence),
  suggestion: z.string(),
})
export type StaleTest = Readonly<z.infer<typeof StaleTest>>

/** Changed lines that no test reaches. */
export const UncheckedLines = z.object({
  file: z.string(),
  lines: Lines,
  declares: StaleDeclaration,
  evidence: z.array(StaleEvidence),
  suggestion: z.string(),
})
export type UncheckedLines = Readonly<z.infer<typeof UncheckedLines>>

/**
 * What no test says about a change. `declared` counts what the change declares, `checked` what some test notices; `leftOut` is what was not
 * judged, each with its reason and how often; `notLooked` is what could not be run. Times in milliseconds.
 */
export const StaleReport = z.object({
  schemaVersion: z.literal(1),
  base: z.string(),
  head: z.string(),
  stale: z.array(StaleTest),
  unchecked: z.array(UncheckedLines),
  declared: z.number().int(),
  checked: z.number().int(),
  leftOut: z.array(z.object({ reason: z.string(), count: z.number().int() })),
  notLooked: z.array(z.object({ what: z.string(), reason: z.string() })),
  timings: z.object({ frameworkMs: z.number(), ownMs: z.number(), runs: z.number().int() }),
  error: z.object({ code: z.string(), message: z.string(), fix: z.string() }).optional(),
  timestamp: z.string(),
})
export type StaleReport = Readonly<z.infer<typeof StaleReport>>
