import type { Omission } from '../../engine/reports/text/both-ends.ts'
import type { Ended, OwnProcess } from '../processes/own-process.ts'
import type { Appetite } from '../processes/take-bytes.ts'
import { type WorkingTime, workingTime } from '../processes/working-time.ts'
import { pieces } from './pieces.ts'
import type { Input, InputReading, ReadingQuestion, Rows } from './reading-messages.ts'
import type { ReadingProcesses } from './reading-processes.ts'
import { INPUT_MS, RUN_BUDGET } from './run-limits.ts'

/** What came of one file; `why` is the end of a sentence. */
export type InputOutcome =
  | { readonly outcome: 'read'; readonly reading: InputReading; readonly omission: Omission | null }
  | { readonly outcome: 'unread'; readonly why: string }

/** Reads the files of one run, one after the other, in a process of their own. */
export type RunReader = {
  /** `bytes` come in whole lines around an omission. Throws what `bytes` throw, and `stopped` when `signal` fires. */
  read(input: Input, bytes: AsyncIterable<Uint8Array | Omission>, store: StoreRows, signal: AbortSignal): Promise<InputOutcome>
  close(): void
}

/** Rows come in batches; the next one is asked for when this one is stored. */
export type StoreRows = (rows: Rows) => Promise<void>

type Unread = Extract<InputOutcome, { outcome: 'unread' }>
type Asked<Answer> = { readonly outcome: 'replied'; readonly answer: Answer } | Unread

/** How many processes the files of one run may break; then the rest of it is left. */
const MAX_BROKEN = 3
/** The least that a message brings. Sockets give 64 KB at once, which go on as they are: larger ones take no less time, and more memory. */
const PIECE = 32 * 1024

/** `inputMs`: how long one file may be read, without its download. */
export function openRunReader(processes: ReadingProcesses, budget = RUN_BUDGET, inputMs = INPUT_MS): RunReader {
  let current: OwnProcess | null = null
  let total = budget
  let broken = 0
  const known = new Set<string>()

  function drop(): void {
    current?.end()
    current = null
  }

  /** Asks the process of this run. */
  async function ask<Answer>(one: OwnProcess, question: ReadingQuestion, clock: WorkingTime, signal: AbortSignal): Promise<Asked<Answer>> {
    const reply = await clock.measured(one.ask<Answer>(question, clock.left(), signal))
    if (reply.outcome === 'replied') return reply
    broken += 1
    return { outcome: 'unread', why: wordsOf(reply, inputMs) }
  }

  /** The process of this run; one that was lost is replaced. */
  async function begin(input: Input, clock: WorkingTime, signal: AbortSignal): Promise<Asked<OwnProcess>> {
    const isNew = current === null
    const one = current ?? processes.take()
    current = one
    const run = isNew ? await ask<null>(one, { kind: 'run', known: [...known], total }, clock, signal) : null
    if (run?.outcome === 'unread') return run
    const begun = await ask<null>(one, { kind: 'input', input }, clock, signal)
    return begun.outcome === 'unread' ? begun : { outcome: 'replied', answer: one }
  }

  /** Sends the bytes of a file, at the reader's pace. */
  async function sent(
    one: OwnProcess,
    bytes: AsyncIterable<Uint8Array | Omission>,
    clock: WorkingTime,
    signal: AbortSignal,
  ): Promise<Asked<Omission | null>> {
    let omission: Omission | null = null
    for await (const part of pieces(bytes, PIECE)) {
      const isGap = 'omitted' in part
      if (isGap) omission = part
      const wanted = await ask<Appetite | null>(one, isGap ? { kind: 'gap' } : { kind: 'bytes', bytes: part }, clock, signal)
      if (wanted.outcome === 'unread') return wanted
      if (wanted.answer === 'enough') break
    }
    return { outcome: 'replied', answer: omission }
  }

  async function storeRows(
    one: OwnProcess,
    { source }: Input,
    store: StoreRows,
    clock: WorkingTime,
    signal: AbortSignal,
  ): Promise<Asked<null>> {
    for (;;) {
      const rows = await ask<Rows>(one, { kind: 'rows' }, clock, signal)
      if (rows.outcome === 'unread') return rows
      const { executions, failures } = rows.answer
      if (executions.length + failures.length === 0) return { outcome: 'replied', answer: null }
      if (source.kind === 'log') for (const { test } of failures) known.add(test.testId)
      await store(rows.answer)
    }
  }

  async function read(
    input: Input,
    bytes: AsyncIterable<Uint8Array | Omission>,
    store: StoreRows,
    signal: AbortSignal,
  ): Promise<InputOutcome> {
    if (broken >= MAX_BROKEN) return { outcome: 'unread', why: 'other files of this run broke the process that reads them' }
    const clock = workingTime(inputMs)
    const begun = await begin(input, clock, signal)
    if (begun.outcome === 'unread') return begun
    const one = begun.answer
    const omission = await sent(one, bytes, clock, signal)
    if (omission.outcome === 'unread') return omission
    const end = await ask<InputReading>(one, { kind: 'end' }, clock, signal)
    if (end.outcome === 'unread') return end
    total = end.answer.total
    const stored = await storeRows(one, input, store, clock, signal)
    return stored.outcome === 'unread' ? stored : { outcome: 'read', reading: end.answer, omission: omission.answer }
  }

  return {
    async read(input, bytes, store, signal) {
      let isRead = false
      try {
        const outcome = await read(input, bytes, store, signal)
        isRead = outcome.outcome === 'read'
        return outcome
      } finally {
        if (!isRead) drop() // it may still wait for the rest of this file
      }
    },
    close() {
      if (current) processes.giveBack(current)
      current = null
    },
  }
}

function wordsOf(ended: Ended, limitMs: number): string {
  if (ended.outcome === 'too_slow') return `reading it took longer than ${limitMs / 1_000} s`
  return ended.outcome === 'too_much_memory' ? 'reading it took too much memory' : `the process that read it ended (${ended.detail})`
}
