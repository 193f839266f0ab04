import { z } from 'zod'
import { CausalFinding } from './causal-finding.ts'
import { FrameworkName } from './framework-name.ts'
import { PackageContract } from './package-contract.ts'
import { TestRun } from './runs/test-run.ts'
import { Subject } from './test-ref.ts'

/**
 * What running the tests of one framework showed. `asked` are the tests that were reported as failing; empty: whatever fails.
 * `first` is the run of what was asked for. `reruns` all have one and the same selection, each in a process of its own unless it only confirms what the message says:
 * the failing tests (and the asked-for ones that passed). `again` repeats the selection of `first`; it is only made
 * when a test failed there and never in the reruns. `base` is the run of the same tests on the base tree. `causes` says which part of
 * the change makes a test fail, for the tests for which it was searched. `packages`: changed packages whose two versions were read.
 * `secondRun`: runs that started with the files of an earlier run of the same tests; only made for tests that passed in all other runs.
 */
export const Reproduction = z.object({
  framework: FrameworkName,
  asked: z.array(Subject),
  first: TestRun,
  reruns: z.array(TestRun),
  again: TestRun.nullable(),
  base: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('ran'), run: TestRun }),
    z.object({ outcome: z.literal('not_run'), reason: z.string() }),
  ]),
  causes: z.array(CausalFinding).default([]),
  secondRun: z.object({ head: z.array(TestRun), base: TestRun.nullable() }).optional(),
  packages: z.array(PackageContract).optional(),
})
export type Reproduction = Readonly<z.infer<typeof Reproduction>>
