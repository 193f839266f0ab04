import type { JobRecord, ReportRecord, RunRecord } from '../../model/runs/run-record.ts'

/** One failure of one test, as CI's own evidence has it. `job` is '' where a report does not say. */
export type GateFailure = {
  readonly testId: string
  readonly file: string | null
  readonly job: string
  readonly strictSignature: string
  readonly looseSignature: string
  readonly message: string
}

/** A quarantine that holds now, or did until `until`: then `hasEnded`. */
export type GateQuarantine = Pick<GateFailure, 'testId' | 'strictSignature' | 'looseSignature'> & {
  readonly id: string
  readonly anyValue: boolean
  readonly owner: string
  readonly reason: string
  readonly issue: string | null
  readonly until: Date
  readonly hasEnded: boolean
}

/** An earlier green run of the same workflow, which says how many jobs and tests there are. */
export type EarlierRun = { readonly url: string; readonly record: RunRecord }

/** The newest run of a workflow for one event, with its newest attempt. `jobs` are the newest of each name. */
export type GateRun = {
  readonly name: string
  readonly event: string
  readonly url: string
  readonly isCompleted: boolean
  readonly conclusion: string | null
  readonly isRead: boolean
  /** Why it was given up. */
  readonly unread: string | null
  readonly jobs: readonly JobRecord[]
  readonly reports: readonly ReportRecord[]
  readonly lost: readonly string[]
  readonly failures: readonly GateFailure[]
  readonly earlier: EarlierRun | null
}

/** A workflow that the settings list, with its newest run of each event; none where it did not begin. */
export type GateWorkflow = { readonly listed: string; readonly runs: readonly GateRun[] }

export type GateFacts = {
  readonly workflows: readonly GateWorkflow[]
  readonly quarantines: readonly GateQuarantine[]
  /** See GATE_MIN_TESTS. */
  readonly minTests: number
  /** Whether a workflow that has not begun by now is no longer waited for. */
  readonly isLate: boolean
}

/** Why the gate is red: texts are those of others. */
export type RedPoint =
  | { readonly kind: 'failure'; readonly failure: GateFailure; readonly job: string; readonly known: GateQuarantine | null }
  | { readonly kind: 'not_begun'; readonly workflow: string }
  | { readonly kind: 'cut_short'; readonly what: string; readonly url: string; readonly how: string }
  | { readonly kind: 'run_unread'; readonly what: string; readonly url: string; readonly why: string }
  | { readonly kind: 'unnamed_failure'; readonly what: string; readonly url: string }
  | { readonly kind: 'job'; readonly job: string; readonly url: string; readonly why: JobFault }
  | { readonly kind: 'report_lost'; readonly what: string; readonly url: string; readonly why: string }
  | {
      readonly kind: 'fewer_tests'
      readonly what: string
      readonly url: string
      readonly tests: number | null
      readonly before: number
      readonly beforeUrl: string
    }
  | {
      readonly kind: 'job_missing'
      readonly job: string
      readonly url: string
      readonly how: 'absent' | 'skipped'
      readonly beforeUrl: string
    }

/** What a failed job has besides muted failures, or may have. */
export type JobFault =
  | { readonly kind: 'unread'; readonly detail: string }
  | { readonly kind: 'no_test'; readonly steps: readonly string[] }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'steps'; readonly steps: readonly string[] }
  | { readonly kind: 'not_the_tests' }
  | { readonly kind: 'count'; readonly stated: number; readonly read: number }
  | { readonly kind: 'besides'; readonly line: string }
  | { readonly kind: 'file'; readonly file: string }

export type Muted = { readonly failure: GateFailure; readonly quarantine: GateQuarantine }

/** `waitingFor`: what has not ended. `uncompared`: what ran, and has no earlier run to be compared with. */
export type GateVerdict = {
  readonly state: 'waiting' | 'green' | 'red'
  readonly waitingFor: readonly string[]
  readonly muted: readonly Muted[]
  readonly red: readonly RedPoint[]
  readonly uncompared: readonly string[]
}
