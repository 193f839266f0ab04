import type { CheckedOutCommit } from '../../engine/reports/logs/checked-out-commit.ts'
import { bothEnds } from '../../engine/reports/text/both-ends.ts'
import { variantText } from '../../engine/workflow/matrix-variant.ts'
import type { LogRecord, ReportRecord } from '../../model/runs/run-record.ts'
import type { Download, Opened } from '../github/download.ts'
import { readDownload } from '../github/read-download.ts'
import { type LeftOut, leftOutWords, megabytes } from './left-out.ts'
import type { Input, InputReading } from './reading-messages.ts'
import type { ReadingProcesses } from './reading-processes.ts'
import { logEnds, MAX_ARTIFACT_BYTES, RUN_MS } from './run-limits.ts'
import { openRunReader, type StoreRows } from './run-reader.ts'
import { lostArtifact } from './unread.ts'

/** What a job's log says of the job itself; `class` is null where it could not be read. */
type LogReading = Omit<NonNullable<InputReading['log']>, 'class'> & { readonly class: NonNullable<InputReading['log']>['class'] | null }

function unreadLog(unread: string): LogReading {
  const record: LogRecord = { tests: null, truncated: false, unread, failedStep: null }
  return { hasTests: false, message: '', class: null, record }
}

const MOST_LOST = 5 // of the files that an answer names
const forget: StoreRows = async () => {}

type DownloadFile = (within: AbortSignal) => Promise<Download>

/** Reads one file of a run after the other, and keeps what is to be said of all. */
export function openFileReader(processes: ReadingProcesses, store: StoreRows, signal: AbortSignal) {
  const time = AbortSignal.timeout(RUN_MS)
  const within = AbortSignal.any([signal, time])
  const files = openRunReader(processes)
  const leftOut: LeftOut[] = []
  let checkout: CheckedOutCommit | null = null
  const lost: string[] = []
  const reports: ReportRecord[] = []
  let concernsTests = false

  const leaveOut = (kind: LeftOut['kind'], sentence: string): void => {
    leftOut.push({ kind, sentence })
  }
  /** Of a file of which nothing is kept but a count, nothing is said either. */
  const say = (kind: 'log' | 'artifact' | 'count', sentence: string): void => {
    if (kind !== 'count') leaveOut(kind, sentence)
  }

  /** What was read, or why nothing was. */
  async function read(
    what: string,
    kind: 'log' | 'artifact' | 'count',
    input: Input,
    open: DownloadFile,
    ends: ReturnType<typeof logEnds> | null,
  ) {
    try {
      if (time.aborted) throw time.reason
      const readFile = (file: Opened) =>
        files.read(input, ends ? bothEnds(file, ends) : file.bytes, kind === 'count' ? forget : store, within)
      const download = await readDownload(() => open(within), readFile, within)
      if (download.outcome === 'gone') {
        say(kind, `${what} could not be read: ${download.reason}.`)
        return download.reason
      }
      const outcome = download.value
      if (outcome.outcome === 'unread') {
        say(kind, `${what} could not be read: ${outcome.why}.`)
        return outcome.why
      }
      if (kind === 'count') return outcome.reading
      if (ends && outcome.omission && outcome.omission.omitted > 0) {
        const { size } = outcome.omission
        leaveOut(
          'log at both ends',
          `${what} is ${megabytes(size)}: its first ${megabytes(ends.head)} and its last ${megabytes(ends.tail)} were read.`,
        )
      }
      take(what, kind, outcome.reading)
      return outcome.reading
    } catch (error) {
      if (signal.aborted || !time.aborted) throw error
      const why = `this run took longer than ${RUN_MS / 60_000} minutes to read`
      say(kind, `${what} was not read: ${why}.`)
      return why
    }
  }

  function take(what: string, kind: 'log' | 'artifact', reading: InputReading): void {
    const [first] = reading.problems
    const more = reading.problemCount > 1 ? ` (and ${reading.problemCount - 1} more of this kind)` : ''
    if (first !== undefined) leaveOut(kind, `${what} could not be read whole: ${first}${more}.`)
    checkout ??= reading.checkout
    concernsTests ||= reading.concernsTests
    lost.push(...reading.lost)
  }

  /** An artifact that is not read: a report may be lost with it. */
  const lose = (name: string, why: string): void => {
    lost.push(...lostArtifact(name, why))
  }

  return {
    leaveOut,
    async log(name: string, logs: number, open: DownloadFile): Promise<LogReading> {
      const source = { kind: 'log', job: name, variant: variantText(name) } as const
      const reading = await read(`The log of ${name}`, 'log', { name: `${name}.log`, source }, open, logEnds(logs))
      if (typeof reading === 'string') return unreadLog(reading)
      return reading.log ?? unreadLog('it could not be read')
    },
    /** How many tests ran in a job, by its log; what it says of failures is not kept. */
    async count(name: string, logs: number, open: DownloadFile): Promise<LogRecord> {
      const source = { kind: 'log', job: name, variant: variantText(name) } as const
      const reading = await read(`The log of ${name}`, 'count', { name: `${name}.log`, source }, open, logEnds(logs))
      return (typeof reading === 'string' ? unreadLog(reading) : (reading.log ?? unreadLog('it could not be read'))).record
    },
    async artifact(name: string, size: number, open: DownloadFile): Promise<void> {
      const why = `it has ${megabytes(size)}, at most ${megabytes(MAX_ARTIFACT_BYTES)} are read`
      const isLarge = size > MAX_ARTIFACT_BYTES
      if (isLarge) leaveOut('artifact', `The artifact ${name} was not read: ${why}.`)
      const input = { name: `${name}.zip`, source: { kind: 'report' } } as const
      const reading = isLarge ? why : await read(`The artifact ${name}`, 'artifact', input, open, null)
      if (typeof reading === 'string') lose(name, reading)
      else if (reading.reports) reports.push({ artifact: name, ...reading.reports })
    },
    lose,
    found: () => ({ checkout, concernsTests, leftOut: leftOutWords(leftOut), lost: lost.slice(0, MOST_LOST), reports }),
    close: () => files.close(),
  }
}
