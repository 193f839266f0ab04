import { z } from 'zod'
import { ContractChange } from './contract-change.ts'
import { FailureFields } from './failure/failure-fields.ts'
import { TestFailure } from './failure/test-failure.ts'
import { Reason } from './reason.ts'
import { RepairStrategy } from './repair-strategy.ts'
import { Verdict } from './verdict.ts'

/** One rung of the evidence ladder, by its id: what was seen there, or why it was not run. */
export const Evidence = z.object({
  rung: z.string(),
  outcome: z.enum(['decisive', 'supports', 'nothing', 'not_run']),
  reason: Reason,
})
export type Evidence = Readonly<z.infer<typeof Evidence>>

/** A changed source file that the failing test reaches, and the range to read there. */
export const Culprit = z.object({ file: z.string(), line: z.number().int().nullable(), hunk: z.string() })
export type Culprit = Readonly<z.infer<typeof Culprit>>

/** A package in two versions, as `manifest` asks for it or a lock file has settled it; null where it is not there. */
export const DependencyChange = z.object({
  manifest: z.string(),
  name: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Whether it is a direct dependency or a transitive one; absent if the manifests do not say. */
  relation: z.enum(['direct', 'transitive']).optional(),
})
export type DependencyChange = Readonly<z.infer<typeof DependencyChange>>

/** The two compared values of an assertion, as the framework's report prints them. */
export const ComparedValues = z.object({ expected: z.string().nullable(), actual: z.string().nullable() })
export type ComparedValues = Readonly<z.infer<typeof ComparedValues>>

/** One sign for (weight above 0) or against an intended change. `seen` is null if unknown; then it does not count. */
export const IntentFeature = z.object({ name: z.string(), weight: z.number(), seen: z.boolean().nullable(), detail: z.string() })
export type IntentFeature = Readonly<z.infer<typeof IntentFeature>>

/** How likely it is that the change was meant, from named signs: the logistic function of `prior` plus the weights that were seen. */
export const Intent = z.object({ posterior: z.number(), prior: z.number(), features: z.array(IntentFeature) })
export type Intent = Readonly<z.infer<typeof Intent>>

/** The answer for one failing test. `confidence` is 0 to 1 and belongs to `verdict`; `rootCause` is the reason in plain text. */
export const FailureAnalysis = z.object({
  failure: TestFailure,
  verdict: Verdict,
  reason: Reason,
  rootCause: z.string(),
  confidence: z.number(),
  codeChanges: z.array(ContractChange),
  dependencyChanges: z.array(DependencyChange),
  suggestedStrategies: z.array(RepairStrategy),
  evidence: z.array(Evidence),
  similarFailures: z.array(z.string()),
  values: ComparedValues.nullable(),
  culprits: z.array(Culprit),
  culprit: Culprit.optional(),
  intent: Intent.optional(),
  /** What the failure itself says; absent where our runs never saw it fail. */
  fields: FailureFields.optional(),
  /** Equal for all failures with one cause; added when a healing is summed up. */
  cause: z.string().optional(),
})
export type FailureAnalysis = Readonly<z.infer<typeof FailureAnalysis>>
