import { z } from 'zod'
import { CoveredLines } from '../../model/test-coverage.ts'
import { ProbedFailure } from '../../model/test-run.ts'

const test = { testId: z.string().max(20_000), file: z.string().max(4096), name: z.string().max(20_000), line: z.number().int().nullable() }

/**
 * One line that a probe writes while the framework runs. `report` comes once or several times for a test, one for each phase or attempt;
 * what they say together is worked out by testsOf(). A probe of a later part adds a kind here, readers skip kinds that they do not know.
 */
export const ProbeRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), ...test }),
  z.object({ kind: z.literal('finish'), testId: test.testId }),
  z.object({
    kind: z.literal('report'),
    ...test,
    phase: ProbedFailure.shape.phase,
    outcome: z.enum(['passed', 'failed', 'skipped']),
    durationMs: z.number().nonnegative(),
    failure: ProbedFailure.nullable(),
  }),
  z.object({ kind: z.literal('modules'), productFiles: z.array(z.string()), outsideFiles: z.array(z.string()) }),
  // Lines that ran inside functions during one test; with no test, those that loading modules ran.
  z.object({ kind: z.literal('coverage'), testId: test.testId.nullable(), lines: CoveredLines }),
  z.object({ kind: z.literal('coverage_lost'), reason: z.string().max(4000) }),
  z.object({ kind: z.literal('broken'), reason: z.string() }),
  z.object({ kind: z.literal('done') }),
])
export type ProbeRecord = Readonly<z.infer<typeof ProbeRecord>>
