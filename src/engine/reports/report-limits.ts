import type { ZipLimits } from '../archives/open-zip.ts'
import { type ReadingBudget, unlimitedBudget } from './reading-budget.ts'

/** What a hostile file may cost. Sizes in bytes, lengths in characters. */
export type ReportLimits = {
  /** Of one file, unpacked. */
  readonly maxBytes: number
  /** Longer lines of a log are cut; their rest is skipped. */
  readonly maxLine: number
  /** Of one failure's message. */
  readonly maxMessage: number
  /** Failures and cases beyond these are counted, but not listed. */
  readonly maxFailures: number
  readonly maxCases: number
  /** One element of a JSON report: a test file's results. */
  readonly maxElement: number
  readonly zip: Omit<ZipLimits, 'maxEntryBytes'> & {
    /** Packed. */
    readonly maxArchiveBytes: number
    /** Zips inside of zips. */
    readonly maxDepth: number
  }
  /** Of all files together that are read with these limits. */
  readonly total: ReadingBudget
}

const MB = 1024 * 1024

export const defaultReportLimits: ReportLimits = {
  maxBytes: 512 * MB,
  maxLine: 16_384,
  maxMessage: 20_000,
  maxFailures: 10_000,
  maxCases: 200_000,
  maxElement: 32 * MB,
  zip: { maxEntries: 10_000, maxArchiveBytes: 256 * MB, maxTotalBytes: 1024 * MB, maxRatio: 200, maxDepth: 2 },
  total: unlimitedBudget(),
}
