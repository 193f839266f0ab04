import type { ReadingBudget } from '../../engine/reports/reading-budget.ts'
import { defaultReportLimits, type ReportLimits } from '../../engine/reports/report-limits.ts'

export const MB = 1_000_000

/** What one file may cost; a log has its ends besides. */
const FILE: Omit<ReportLimits, 'total'> = {
  ...defaultReportLimits,
  maxBytes: 128 * MB,
  maxMessage: 10_000, // as many characters as are stored
  maxFailures: 5_000,
  maxCases: 100_000,
  zip: { ...defaultReportLimits.zip, maxArchiveBytes: 64 * MB, maxTotalBytes: 256 * MB },
}

export const MAX_ARTIFACT_BYTES = FILE.zip.maxArchiveBytes
/** Failed jobs of one run whose logs are read; a matrix fails in the same way in most of its legs. */
export const MAX_LOGS = 40
export const MAX_ARTIFACTS = 40
/** Jobs and artifacts of one run that are listed: twenty pages of GitHub's. */
export const MAX_LISTED = 2_000
/** Of one log: more is read from its beginning, with the checkout, and from its end, with the summary of what failed. */
const MAX_LOG_BYTES = 32 * MB
const MIN_LOG_BYTES = 2 * MB
/** Of a log that is read at both ends; frameworks sum up at the end. */
const HEAD_SHARE = 1 / 4
/** Logs together: the rest of the budget is for the artifacts. */
const LOG_BYTES = 512 * MB

/** What all files of one run may cost together. A hundred megabytes are read in a second. */
export const RUN_BUDGET: ReadingBudget = { bytes: 1_024 * MB, entries: 20_000, cases: 100_000, failures: 5_000 }

/** How long files of one run are read, and one of them, in milliseconds; the job of both has ten minutes. */
export const RUN_MS = 240_000
export const INPUT_MS = 60_000

export function limitsOf(total: ReadingBudget): ReportLimits {
  return { ...FILE, total }
}

/** How much of each log is read where there are so many. */
export function logEnds(logs: number): { readonly head: number; readonly tail: number } {
  const each = Math.max(MIN_LOG_BYTES, Math.min(MAX_LOG_BYTES, Math.floor(LOG_BYTES / Math.max(1, logs))))
  return { head: Math.floor(each * HEAD_SHARE), tail: Math.floor(each * (1 - HEAD_SHARE)) }
}
