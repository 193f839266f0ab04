import type { ReportedCase, ReportedFailure } from '../../../model/test-report.ts'
import { countsOf, NO_TESTS, type Reading } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { type FailureFacts, reportedCase, reportedFailure } from '../reported-failure.ts'
import type { TestIdentity } from '../test-identity.ts'
import type { JsonEnd } from './json-members.ts'

type JsonCase = {
  readonly identity: TestIdentity
  readonly outcome: ReportedCase['outcome']
  readonly timeMs: number | null
  readonly isFlaky?: boolean
  /** What the report says of a case that failed. */
  readonly failure?: Omit<FailureFacts, 'identity'>
}

/** Collects the cases of a JSON report, whichever framework wrote it. */
export type JsonReport = {
  add(jsonCase: JsonCase): void
  finish(framework: string, end: JsonEnd): Reading
}

const ENDS: Readonly<Record<Exclude<JsonEnd, 'complete'>, string>> = {
  truncated: 'the JSON document ends before it is closed',
  malformed: 'not well-formed JSON',
  too_large: 'one test file has more results than the limit for an element allows',
}

export function jsonReport(file: string, limits: ReportLimits): JsonReport {
  const totals = { passed: 0, failed: 0, errored: 0, skipped: 0 }
  const cases: ReportedCase[] = []
  const failures: ReportedFailure[] = []
  let listed = 0
  return {
    add({ identity, outcome, timeMs, isFlaky, failure }) {
      totals[outcome]++
      listed++
      if (cases.length < limits.maxCases) cases.push({ ...reportedCase(identity, outcome, timeMs), ...(isFlaky ? { flaky: true } : {}) })
      if (!failure || failures.length >= limits.maxFailures) return
      const { message, text } = failure
      const short = { text: text.slice(0, limits.maxMessage), ...(message ? { message: message.slice(0, limits.maxMessage) } : {}) }
      failures.push(reportedFailure({ identity, ...failure, ...short }))
    },
    finish: (framework, end) => ({
      report: {
        file,
        framework,
        class: failures.length > 0 ? 'test_failure' : 'none',
        counts: end === 'complete' ? countsOf(totals) : NO_TESTS,
        failures,
        ...(end === 'complete' ? {} : { truncated: true, error: ENDS[end] }),
      },
      cases,
      casesOmitted: listed - cases.length,
      started: listed > 0,
      isReport: true,
    }),
  }
}
