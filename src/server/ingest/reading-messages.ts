import type { CheckedOutCommit } from '../../engine/reports/logs/checked-out-commit.ts'
import type { ReadingBudget } from '../../engine/reports/reading-budget.ts'
import type { LogRecord } from '../../model/runs/run-record.ts'
import type { ReportClass } from '../../model/test-report.ts'
import type { Observed, ReadingSource } from './observed.ts'

/** A file to read: the log of a job, or an artifact. `name` labels what is said of it. */
export type Input = { readonly name: string; readonly source: ReadingSource }

/** What goes to the process that reads, one after the other: a run, then each of its inputs as `input`, `bytes`, `end` and `rows`. */
export type ReadingQuestion =
  /** `known`: ids of tests that failed in logs that another process read. */
  | { readonly kind: 'run'; readonly known: readonly string[]; readonly total: ReadingBudget }
  | { readonly kind: 'input'; readonly input: Input }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** Bytes were left out here. */
  | { readonly kind: 'gap' }
  | { readonly kind: 'end' }
  /** The next rows; none are left where both lists are empty. */
  | { readonly kind: 'rows' }

/** The answer to `end`. */
export type InputReading = {
  /** Of a job's log: whether a test was begun, the machine's last word, what kind of failure it is, and what is kept of it. */
  readonly log: { readonly hasTests: boolean; readonly message: string; readonly class: ReportClass; readonly record: LogRecord } | null
  /** Of an artifact with reports of tests: how many ran, and whether one of them is cut off. */
  readonly reports: { readonly tests: number; readonly truncated: boolean } | null
  readonly checkout: CheckedOutCommit | null
  /** Whether it shows a failure that may be that of a test. */
  readonly concernsTests: boolean
  /** Why parts of it could not be read, the first of them, and how many there are. */
  readonly problems: readonly string[]
  readonly problemCount: number
  /** Of an artifact: reports of tests in it that could not be read, each with the reason. */
  readonly lost: readonly string[]
  /** What may be read of the rest of the run. */
  readonly total: ReadingBudget
}

/** The answer to `rows`. */
export type Rows = Observed
