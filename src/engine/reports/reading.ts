import type { ReportedCase, TestCounts, TestReport } from '../../model/test-report.ts'
import type { ArchiveFault } from '../archives/open-zip.ts'
import type { CheckedOutCommit } from './logs/checked-out-commit.ts'
import type { FailedStep } from './logs/failed-step.ts'
import type { SaysNothing } from './logs/says-nothing.ts'

/** What one file holds. */
export type Reading = {
  readonly report: TestReport
  /** Every test with its outcome, where the dialect lists them; at most `maxCases`. */
  readonly cases: readonly ReportedCase[]
  readonly casesOmitted: number
  /** Whether any test was started: a failed build without one is not the fault of a test. */
  readonly started: boolean
  /** False where the file is well-formed but no test report: an artifact holds many such files. */
  readonly isReport: boolean
  /** The tree that CI tested, where a job's log shows its checkout. */
  readonly checkout?: CheckedOutCommit
  /** Of a job's log. */
  readonly failedStep?: FailedStep
  /** Of a log that tells nothing: why. */
  readonly saysNothing?: SaysNothing
}

/** Why an archive, or a file in it, was not read. */
export type ReadingRefusal = {
  readonly name: string
  readonly reason: ArchiveFault['reason'] | 'too_deep' | 'same_name'
  readonly detail: string
}

/** What a report file holds: one reading, or one of each report in an archive. */
export type ReportReading = { readonly readings: readonly Reading[]; readonly refusals: readonly ReadingRefusal[] }

export const NO_TESTS: TestCounts = { run: 0, passed: 0, failed: 0, errored: 0, skipped: 0 }

export function addCounts(a: TestCounts, b: TestCounts): TestCounts {
  return {
    run: a.run + b.run,
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    errored: a.errored + b.errored,
    skipped: a.skipped + b.skipped,
  }
}

/** Counts with `run` and `passed` derived where a framework prints only some of them; never negative. */
export function countsOf(given: {
  readonly passed: number
  readonly failed: number
  readonly errored: number
  readonly skipped: number
}): TestCounts {
  const passed = Math.max(0, given.passed)
  return { ...given, passed, run: passed + given.failed + given.errored }
}
