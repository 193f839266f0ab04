import { z } from 'zod'
import { FailureType } from '../model/failure/failure-type.ts'
import { FrameworkName } from '../model/framework-name.ts'
import { Reason } from '../model/reason.ts'
import { FlakyCure } from '../model/result/flaky-cure.ts'
import { FlakyCause } from '../model/result/flaky-test-result.ts'
import { CheckResult } from '../model/test-repair.ts'
import { PROTOCOL_VERSION } from './version.ts'

/** The largest report of a hunt that the server reads, in bytes of JSON: 500 findings of the longest texts. */
export const MAX_HUNT_REPORT_BYTES = 5_000_000
/** A suite with more flaky tests has one cause that the first ones show. */
export const MOST_FINDINGS = 500
export const MOST_NAMED = 1_000

const TestId = z.string().min(1).max(4_096)
const Text = z.string().max(2_000)
const Rate = z.number().min(0).max(1)
const Count = z.number().int().min(0).max(1_000_000)

/** As many characters of a diff as a person reads. */
export const MOST_PATCH = 60_000

/** A cure as the runner made and ran it. The server derives its edits again, so that the patch only names which of them are meant. */
export const ClaimedCure = FlakyCure.extend({
  framework: FrameworkName,
  why: Text,
  patch: z.string().max(MOST_PATCH),
  checks: z.array(CheckResult.extend({ name: z.string().max(60), detail: Text })).max(20),
  cleanRuns: z.object({ runs: Count, needed: Count, rate: Rate, condition: Text }),
})
export type ClaimedCure = Readonly<z.infer<typeof ClaimedCure>>

/**
 * What a hunt says of one flaky test. `messages`: of its failures, cut short. `places`: the repository's lines through which failures went.
 * `uncured`: why there is no cure, where one was asked for.
 */
export const FlakyFinding = z.object({
  testId: TestId,
  score: Rate,
  interval: z.tuple([Rate, Rate]),
  runs: Count,
  failed: Count,
  failureTypes: z.array(FailureType).max(20),
  messages: z.array(Text).max(5),
  causes: z
    .array(
      z.object({
        cause: FlakyCause,
        evidence: Text,
        polluter: TestId.optional(),
        cleaner: TestId.optional(),
        factor: z.string().max(100).optional(),
      }),
    )
    .max(20),
  action: Text,
  places: z
    .array(z.object({ file: TestId, line: Count }))
    .max(50)
    .optional(),
  cure: ClaimedCure.optional(),
  uncured: Reason.optional(),
})
export type FlakyFinding = Readonly<z.infer<typeof FlakyFinding>>

/**
 * What the machines of a hunt send back. Everything in it is a claim, and the server edits nothing because of it. `machineMs` are those of all
 * machines together, without their set-up.
 */
export const HuntReport = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  hunt: z.uuid(),
  nonce: z.string(),
  runnerVersion: z.string().max(64),
  findings: z.array(FlakyFinding).max(MOST_FINDINGS),
  /** How many there are beyond those. */
  moreFindings: Count,
  broken: z.array(TestId).max(MOST_NAMED),
  stable: Count,
  runs: Count,
  machines: z.number().int().min(1).max(20),
  machineMs: z.number().min(0).max(86_400_000),
  notTried: z.array(z.object({ arm: z.string().max(100), reason: Text })).max(100),
  error: Text.nullable(),
})
export type HuntReport = Readonly<z.infer<typeof HuntReport>>
