import { z } from 'zod'

/** Lines by file: counted from 1, ascending; paths relative to the repository. */
export const CoveredLines = z.record(z.string(), z.array(z.number().int().positive()))
export type CoveredLines = Readonly<z.infer<typeof CoveredLines>>

/**
 * Lines of product files that a run executed. `tests`: by the test's file, then by its id, what ran inside functions while the test, its fixtures and hooks ran.
 * `imported`: what loading modules executes, in the whole run: it says nothing of a single test.
 */
export const TestCoverage = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('measured'), tests: z.record(z.string(), z.record(z.string(), CoveredLines)), imported: CoveredLines }),
  z.object({ outcome: z.literal('not_run'), reason: z.string() }),
])
export type TestCoverage = Readonly<z.infer<typeof TestCoverage>>
