import { z } from 'zod'
import { MutantOutcome } from '../../model/runs/mutant-runs.ts'
import { UnmetCondition } from '../../model/runs/run-conditions.ts'
import { CoveredLines } from '../../model/runs/test-coverage.ts'
import { ProbedFailure, Withheld } from '../../model/runs/test-run.ts'
import { cleanTestId } from '../../model/test-id.ts'

const testId = z.string().transform(cleanTestId)
const text = z.string().max(20_000)
const file = z.string().max(4096)
const test = {
  ref: z.object({ id: testId, file, suite: z.array(text).max(1000), name: text, row: text.nullable() }),
  line: z.number().int().nullable(),
}
const inProduct = z.boolean().optional()
const outcome = { phase: ProbedFailure.shape.phase, durationMs: z.number().nonnegative(), failure: ProbedFailure.nullable() }

/**
 * One line that a probe writes while the framework runs. `report` comes once or several times for a test, one for each phase or attempt;
 * what they say together is worked out by testsOf(). `file` is a report of a file as a whole: it did not load, was skipped, or failed
 * outside of its tests; with `below` every file in that folder could not be loaded because of it. A probe of a later part adds a kind here, readers skip kinds that they do not know.
 */
export const ProbeRecord = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('start'), ...test }),
  z.object({ kind: z.literal('finish'), testId }),
  z.object({ kind: z.literal('report'), ...test, inProduct, ...outcome, outcome: z.enum(['passed', 'failed', 'skipped']) }),
  z.object({ kind: z.literal('file'), file, below: file.optional(), inProduct, ...outcome, outcome: z.enum(['failed', 'skipped']) }),
  z.object({ kind: z.literal('modules'), productFiles: z.array(z.string()), outsideFiles: z.array(z.string()) }),
  // Files of the tree that the framework's configuration loads before the tests.
  z.object({ kind: z.literal('set_up'), files: z.array(file).max(1000) }),
  // Lines that ran inside functions during one test; with no test, those that loading modules ran.
  z.object({ kind: z.literal('coverage'), test: z.object({ id: testId, file }).nullable(), lines: CoveredLines }),
  z.object({ kind: z.literal('coverage_lost'), reason: z.string().max(4000) }),
  z.object({ kind: z.literal('mutant'), id: z.string().max(100), outcome: MutantOutcome }),
  z.object({ kind: z.literal('mutants_lost'), reason: z.string().max(4000) }),
  // One repetition of all tests before they ran, and which of them failed in it.
  z.object({ kind: z.literal('repeat'), failed: z.array(testId) }),
  // What a test left open in its process.
  z.object({ kind: z.literal('left'), testId, what: z.array(z.string().max(200)).max(20) }),
  z.object({ kind: z.literal('withheld'), ...Withheld.shape }),
  z.object({ kind: z.literal('unmet'), ...UnmetCondition.shape }),
  z.object({ kind: z.literal('broken'), reason: z.string() }),
  z.object({ kind: z.literal('done') }),
])
export type ProbeRecord = Readonly<z.infer<typeof ProbeRecord>>
