import type { ProbedFailure, ProbedFile, ProbedTest } from '../../model/runs/test-run.ts'
import { fileRef } from '../../model/test-ref.ts'
import type { ProbeRecord } from './probe-record.ts'

type Report = Extract<ProbeRecord, { kind: 'report' }>
type Start = Extract<ProbeRecord, { kind: 'start' }>
type FileReport = Extract<ProbeRecord, { kind: 'file' }>

const RANK = { passed: 0, skipped: 1, errored: 2, failed: 3 } as const

/** What all records of a run say, one entry a test: its worst outcome. `interrupted` is why the run ended early: it becomes the failure of a test that had begun. */
export function testsOf(
  records: readonly ProbeRecord[],
  interrupted: { readonly exception: string; readonly message: string } | null,
): readonly ProbedTest[] {
  const tests = new Map<string, ProbedTest>()
  const running = new Map<string, Start>()
  const left = new Map<string, readonly string[]>()
  for (const record of records) {
    if (record.kind === 'start') running.set(record.ref.id, record)
    else if (record.kind === 'finish') running.delete(record.testId)
    else if (record.kind === 'left') left.set(record.testId, record.what)
    else if (record.kind === 'report') tests.set(record.ref.id, worst(tests.get(record.ref.id), testOf(record)))
  }
  if (interrupted !== null) {
    for (const start of running.values()) tests.set(start.ref.id, worst(tests.get(start.ref.id), unfinished(start, interrupted)))
  }
  return [...tests.values()].map((test) => {
    const open = left.get(test.id)
    return open === undefined ? test : { ...test, left: [...open] }
  })
}

/**
 * What all records of a run say of files as wholes, one entry a file: its worst outcome. `testFiles` were to run: those below a file that
 * all of them load first have failed with it, and are what a reader asks about.
 */
export function filesOf(records: readonly ProbeRecord[], testFiles: readonly string[]): readonly ProbedFile[] {
  const files = new Map<string, ProbedFile>()
  for (const record of records) {
    if (record.kind !== 'file') continue
    const { below } = record
    const taken = below === undefined ? [] : testFiles.filter((file) => below === '' || file.startsWith(`${below}/`))
    for (const file of taken.length > 0 ? taken : [record.file]) files.set(file, worst(files.get(file), fileOutcome({ ...record, file })))
  }
  return [...files.values()]
}

function testOf({ ref, line, phase, outcome, durationMs, failure, inProduct }: Report): ProbedTest {
  const ended = outcome === 'failed' && phase !== 'call' ? 'errored' : outcome
  return { kind: 'test', ...ref, line, outcome: ended, durationMs, failure, ...(inProduct ? { inProduct } : {}) }
}

function fileOutcome({ file, outcome, durationMs, failure, inProduct }: FileReport): ProbedFile {
  const ended = outcome === 'failed' ? 'errored' : outcome
  return { ...fileRef(file), outcome: ended, durationMs, failure, ...(inProduct ? { inProduct } : {}) }
}

function worst<Outcome extends ProbedTest | ProbedFile>(before: Outcome | undefined, next: Outcome): Outcome {
  if (before === undefined) return next
  return { ...(RANK[next.outcome] > RANK[before.outcome] ? next : before), durationMs: before.durationMs + next.durationMs }
}

function unfinished({ ref, line }: Start, { exception, message }: { readonly exception: string; readonly message: string }): ProbedTest {
  const failure: ProbedFailure = { phase: 'call', exception, message, stack: '', frames: [], expected: null, actual: null }
  return { kind: 'test', ...ref, line, outcome: 'errored', durationMs: 0, failure }
}
