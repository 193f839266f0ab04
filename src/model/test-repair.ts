import { z } from 'zod'
import { RepairStrategy } from './repair-strategy.ts'

/** A: same expectations, reached through a declared contract change. B: expectation changed, explained and witnessed. C: neither. */
export const Tier = z.enum(['A', 'B', 'C'])
export type Tier = z.infer<typeof Tier>

/** Whether a repair kept what the test expects, or changed it. */
export const Oracle = z.enum(['preserved', 'changed'])
export type Oracle = z.infer<typeof Oracle>

/** The outcome of one acceptance check. `not_run` says why in `detail`; nothing unrun is ever written as passed. */
export const CheckResult = z.object({ name: z.string(), outcome: z.enum(['passed', 'failed', 'not_run']), detail: z.string() })
export type CheckResult = Readonly<z.infer<typeof CheckResult>>

/** One edited place of a test file; `line` counts from 1 in the text before the repair. */
export const RepairChange = z.object({ file: z.string(), line: z.number().int(), before: z.string(), after: z.string(), why: z.string() })
export type RepairChange = Readonly<z.infer<typeof RepairChange>>

/** A value that a test expects: its old and new literal, the lines that explain it, and who else says that it was meant ('' for nobody). */
const Expectation = z.object({ before: z.string(), after: z.string(), explainedBy: z.string(), witness: z.string() })

/** `true` held, `false` did not hold, `null` was not run. */
const Tristate = z.boolean().nullable()

/** A repair of one test file for one cause; `failureAnalysis` is an index into the result's analyses. */
export const TestRepair = z.object({
  repairId: z.string(),
  failureAnalysis: z.number().int(),
  testIds: z.array(z.string()),
  strategy: RepairStrategy,
  tier: Tier,
  oracle: Oracle,
  origin: z.enum(['rule', 'example', 'llm']),
  originalCode: z.string(),
  repairedCode: z.string(),
  changes: z.array(RepairChange),
  expectations: z.array(Expectation),
  checks: z.array(CheckResult),
  accepted: z.boolean(),
  syntaxValid: Tristate,
  testPasses: Tristate,
  coverageMaintained: Tristate,
  strengthMaintained: Tristate,
  reverseCheck: Tristate,
  confidence: z.number(),
  repairTimeMs: z.number(),
  createdAt: z.string(),
})
export type TestRepair = Readonly<z.infer<typeof TestRepair>>
