import { z } from 'zod'
import { CausalFinding } from './causal-finding.ts'
import { FrameworkName } from './framework-name.ts'
import { PackageContract } from './package-contract.ts'
import { Subject } from './test-ref.ts'
import { TestRun } from './test-run.ts'

/**
 * What running the tests of one framework showed. `asked` are the tests that were said to fail; empty: whatever fails.
 * `first` is the run of what was asked for. `reruns` all have one and the same selection, each in a process of its own unless it only confirms what the message says:
 * the failing tests (and the asked-for ones that passed). `again` repeats the selection of `first`; it is only made
 * when a test failed there and never in the reruns. `base` is the run of the same tests on the base tree. `causes` says which part of
 * the change makes a test fail, for those of which that was asked. `packages`: changed packages whose own two versions were asked for.
 * `afterItself`: runs that began with what a run of the same tests had left behind; only made for tests that failed in no other.
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
