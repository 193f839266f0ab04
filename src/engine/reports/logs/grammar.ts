import type { ReportedFailure, TestCounts } from '../../../model/test-report.ts'
import type { ReportLimits } from '../report-limits.ts'

/** How one framework prints on a terminal. */
export type LogGrammar = {
  readonly framework: string
  start(limits: ReportLimits): LogParser
}

/** A state machine over cleaned lines; several sessions of a framework in one log add up. */
export type LogParser = {
  feed(line: string, number: number): void
  finish(): LogFindings
}

export type LogFindings = {
  readonly sessions: number
  readonly counts: TestCounts
  readonly failures: readonly ReportedFailure[]
  /** A test was begun, even if the log ends before anything was counted. */
  readonly started: boolean
  /** A session was begun whose end the log does not show. */
  readonly isUnfinished: boolean
}
