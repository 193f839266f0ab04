import { z } from 'zod'
import { RepairStrategy } from '../repair-strategy.ts'
import { CheckResult } from '../test-repair.ts'

/** How a flaky test is cured: each name is the file of one cure. */
export const CureName = z.enum([
  'await-result',
  'wait-for-condition',
  'own-environment',
  'put-back',
  'fresh-object',
  'set-up',
  'own-folder',
  'free-port',
  'sort-both-sides',
  'seed',
  'fixed-clock',
  'fixed-zone',
])
export type CureName = z.infer<typeof CureName>

/**
 * An edit of tests after which a flaky test does not fail any more. `cleanRuns`: it passed `runs` times under the `condition` under which it had failed at
 * `rate`; `needed` are enough to say with 95 % that it does not fail so often any more. `day` is the date that the edit may have used.
 */
export const FlakyCure = z.object({
  name: CureName,
  strategy: RepairStrategy,
  why: z.string(),
  patch: z.string(),
  checks: z.array(CheckResult),
  cleanRuns: z.object({ runs: z.number().int(), needed: z.number().int(), rate: z.number(), condition: z.string() }),
  day: z.iso.date(),
})
export type FlakyCure = Readonly<z.infer<typeof FlakyCure>>
