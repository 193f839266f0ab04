import { z } from 'zod'
import { Candidate } from '../model/candidate.ts'
import { FailureAnalysis } from '../model/failure-analysis.ts'
import { FlakyTestResult } from '../model/result/flaky-test-result.ts'
import { HealingError } from '../model/result/healing-result.ts'
import { CandidateRuns } from '../model/runs/candidate-runs.ts'
import { RunMachine } from '../model/runs/run-machine.ts'
import { PreviousAnalysis } from './previous-analysis.ts'
import { PREVIOUS_PROTOCOL_VERSION, PROTOCOL_VERSION } from './version.ts'

/** The largest report that the server reads, in bytes of JSON. */
export const MAX_REPORT_BYTES = 25_000_000
const MAX_CANDIDATES = 5_000

const Heading = { healing: z.string(), generation: z.number().int(), nonce: z.string(), runnerVersion: z.string().max(64) }

/**
 * What a runner sends back. Everything in it is a claim. `evidence` is what the ladder said of each test, before any repair was tried.
 * The server derives the edits of `candidates` itself and takes only equal ones; `runs` say what running them showed. No file comes along:
 * the server composes files from the edits that it accepts. Times are milliseconds.
 */
export const HealReport = z.object({
  protocol: z.literal(PROTOCOL_VERSION),
  ...Heading,
  evidence: z.object({
    analyses: z.array(FailureAnalysis),
    flakyTests: z.array(FlakyTestResult),
    healingTimeMs: z.number(),
    frameworkMs: z.number(),
    error: HealingError.optional(),
  }),
  /** Of both jobs. */
  machine: RunMachine.optional(),
  candidates: z.array(Candidate).max(MAX_CANDIDATES),
  runs: z.array(CandidateRuns).max(MAX_CANDIDATES),
})
export type HealReport = Readonly<z.infer<typeof HealReport>>

/** The report of a runner of the protocol before: its answers are read; its repairs came as whole files and are not taken. */
export const PreviousHealReport = z.object({
  protocol: z.literal(PREVIOUS_PROTOCOL_VERSION),
  ...Heading,
  result: z.object({
    analyses: z.array(PreviousAnalysis),
    repairs: z.array(z.object({ testIds: z.array(z.string()), accepted: z.boolean() })),
    error: HealingError.optional(),
  }),
})
export type PreviousHealReport = Readonly<z.infer<typeof PreviousHealReport>>
