import { z } from 'zod'
import { FrameworkName } from './framework-name.ts'
import { ProbedFailure } from './runs/test-run.ts'
import { TestRef } from './test-ref.ts'

/** A factor that was not tried, or not with every variant. */
export const NotTried = z.object({ arm: z.string(), reason: z.string() })
export type NotTried = Readonly<z.infer<typeof NotTried>>

/** How one test ended in one run. `variant` counts from 0 within its arm. */
export const Observation = z.object({
  arm: z.string(),
  variant: z.number().int(),
  outcome: z.enum(['passed', 'failed']),
  durationMs: z.number(),
  failure: ProbedFailure.nullable(),
})
export type Observation = Readonly<z.infer<typeof Observation>>

/**
 * The tests that a test depends on: `victim` fails after `others`, `brittle` needs them, `order`: no test was found that makes the difference. `cleaner` puts it right again.
 */
export const Dependence = z.object({
  kind: z.enum(['victim', 'brittle', 'order']),
  others: z.array(z.string()),
  cleaner: z.string().nullable(),
  evidence: z.string(),
})
export type Dependence = Readonly<z.infer<typeof Dependence>>

/** Runs of tests as data: `orders` are the tests of each run in the order in which they ran, `left` is what tests left open in their process. */
export const SeenRuns = z.object({
  tests: z.array(TestRef),
  seen: z.array(z.object({ testId: z.string(), observations: z.array(Observation) })),
  left: z.array(z.object({ testId: z.string(), what: z.array(z.string()) })),
  orders: z.array(z.object({ arm: z.string(), variant: z.number().int(), testIds: z.array(z.string()) })),
})
export type SeenRuns = Readonly<z.infer<typeof SeenRuns>>

/**
 * What one machine saw of a hunt that several share. The first one names the `suspects`; `seen` are the runs of these alone. `broken` failed
 * in every run. Times are milliseconds. `error`: why nothing could be run.
 */
export const HuntPart = z.object({
  framework: FrameworkName,
  ...SeenRuns.shape,
  suspects: z.array(z.string()),
  broken: z.array(z.string()),
  stable: z.number().int(),
  dependences: z.array(z.object({ testId: z.string(), dependence: Dependence })),
  notTried: z.array(NotTried),
  runs: z.number().int(),
  tookMs: z.number(),
  error: z.string().nullable(),
})
export type HuntPart = Readonly<z.infer<typeof HuntPart>>
