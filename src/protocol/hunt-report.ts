import { z } from 'zod'
import { FailureType } from '../model/failure/failure-type.ts'
import { FlakyCause } from '../model/result/flaky-test-result.ts'
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

/** What a hunt says of one flaky test. `messages`: of its failures, cut short. */
export const FlakyFinding = z.object({
  testId: TestId,
  score: Rate,
  interval: z.tuple([Rate, Rate]),
  runs: Count,
  failed: Count,
  failureTypes: z.array(FailureType).max(20),
  messages: z.array(Text).max(5),
  causes: z.array(z.object({ cause: FlakyCause, evidence: Text, polluter: TestId.optional(), cleaner: TestId.optional() })).max(20),
  action: Text,
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
