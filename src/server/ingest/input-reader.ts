import { readJobLog, readReport } from '../../engine/reports/read-report.ts'
import type { Reading, ReportReading } from '../../engine/reports/reading.ts'
import type { ReadingBudget } from '../../engine/reports/reading-budget.ts'
import type { LogRecord } from '../../model/runs/run-record.ts'
import { keepTail, machineMessage } from './machine-message.ts'
import { type Observed, openObserver } from './observed.ts'
import type { Input, InputReading, Rows } from './reading-messages.ts'
import { limitsOf } from './run-limits.ts'
import { lostReports, whyUnread } from './unread.ts'

const MOST_PROBLEMS = 10
const EXECUTIONS = 10_000 // one statement
const FAILURES = 200 // with messages of ten thousand characters

/** Reads the files of one run, logs first, and keeps the rows of the last one until they are taken. */
export type InputReader = {
  /** `parts`: the whole file, or both ends of a log. */
  read(input: Input, parts: readonly AsyncIterable<Uint8Array>[]): Promise<InputReading>
  /** The next rows of what was read last. */
  rows(): Rows
}

const TOLD: ReadonlySet<string> = new Set(['test_failure', 'infrastructure', 'environment', 'dependency'])

/** `known` are ids of tests that failed in logs already. `total` is counted down. */
export function openInputReader(known: readonly string[], total: ReadingBudget): InputReader {
  const observer = openObserver(known)
  const limits = limitsOf(total)
  let rows: Observed = { executions: [], failures: [] }

  async function readParts({ name, source }: Input, parts: readonly AsyncIterable<Uint8Array>[]): Promise<ReportReading> {
    const [whole] = parts
    if (source.kind === 'log') return readJobLog(name, parts, limits)
    return whole ? readReport(name, whole, limits) : { readings: [], refusals: [] }
  }

  return {
    async read(input, parts) {
      const { source } = input
      const end = keepTail()
      const { readings, refusals } = await readParts(input, source.kind === 'log' ? parts.map(end.pass) : parts)
      const own = readings.filter(({ isReport }) => isReport || source.kind === 'log')
      const observed = own.map((reading) => observer.observe({ source, reading }))
      rows = { executions: observed.flatMap((one) => one.executions), failures: observed.flatMap((one) => one.failures) }
      const [first] = own
      const problems = [
        ...refusals.map(({ name, detail }) => `${name}: ${detail}`),
        ...own.flatMap((one) => [...problemOf(one), ...unlisted(one, total)]),
      ]
      return {
        log:
          source.kind === 'log' && first
            ? { hasTests: first.started, message: machineMessage(end.tail()), class: first.report.class, record: logRecord(first) }
            : null,
        reports: source.kind === 'report' && own.length > 0 ? reportRecord(own) : null,
        checkout: own.find(({ checkout }) => checkout !== undefined)?.checkout ?? null,
        concernsTests: own.some(({ report }) => report.failures.length > 0 || TOLD.has(report.class)),
        problems: problems.slice(0, MOST_PROBLEMS),
        problemCount: problems.length,
        lost: source.kind === 'report' ? lostReports(input.name, { readings, refusals }).slice(0, MOST_PROBLEMS) : [],
        total,
      }
    },
    rows() {
      const next = { executions: rows.executions.slice(0, EXECUTIONS), failures: rows.failures.slice(0, FAILURES) }
      rows = { executions: rows.executions.slice(EXECUTIONS), failures: rows.failures.slice(FAILURES) }
      return next
    },
  }
}

function logRecord(reading: Reading): LogRecord {
  const { report, started, failedStep = null } = reading
  return { tests: started ? report.counts.run : null, truncated: report.truncated ?? false, unread: whyUnread(reading), failedStep }
}

function reportRecord(readings: readonly Reading[]): NonNullable<InputReading['reports']> {
  return {
    tests: readings.reduce((sum, { report }) => sum + report.counts.run, 0),
    truncated: readings.some(({ report }) => report.truncated === true || report.error !== undefined),
  }
}

function problemOf({ report: { file, error } }: Reading): readonly string[] {
  return error === undefined ? [] : [`${file}: ${error}`]
}

/** Failing tests beyond the limit of a run: they are counted by the report, and nobody looks at them. */
function unlisted({ report: { file, counts, failures } }: Reading, { failures: left }: ReadingBudget): readonly string[] {
  const more = counts.failed + counts.errored - failures.length
  return left > 0 || more <= 0 ? [] : [`${file}: ${more} more failing tests are not listed`]
}
