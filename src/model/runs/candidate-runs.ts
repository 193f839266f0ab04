import { z } from 'zod'
import { CausalFinding } from '../causal-finding.ts'
import { FailureAnalysis } from '../failure-analysis.ts'
import { Reason } from '../reason.ts'
import { CheckResult } from '../test-repair.ts'

/** How a test fails although the candidate was applied; `frames` are the files that the failure passed through. */
export const SecondFailure = z.object({
  testId: z.string(),
  exception: z.string(),
  message: z.string(),
  frames: z.array(z.string()),
})
export type SecondFailure = Readonly<z.infer<typeof SecondFailure>>

/**
 * What the runs of one candidate showed: a claim of whoever made them. `checks` are of all its tests together, `failedOf` of each test
 * by itself. `removedParameter`: tests that test a removed parameter, with the evidence. `secondCauses`: parts of the change that still make
 * a test fail after the candidate's edits. `secondLooks`: the ladder's answer for tests that fail with it, as if they had said so from the
 * start. `tookMs` includes what ran together with others.
 */
export const CandidateRuns = z.object({
  candidate: z.string(),
  checks: z.array(CheckResult),
  failedOf: z.array(z.object({ testId: z.string(), failed: z.array(CheckResult) })),
  secondFailures: z.array(SecondFailure),
  removedParameter: z.array(z.object({ testId: z.string(), shownBy: Reason })),
  secondCauses: z.array(CausalFinding),
  secondLooks: z.array(FailureAnalysis).optional(),
  tookMs: z.number(),
})
export type CandidateRuns = Readonly<z.infer<typeof CandidateRuns>>
