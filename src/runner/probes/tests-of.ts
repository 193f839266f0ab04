import type { ProbedFailure, ProbedTest } from '../../model/test-run.ts'
import type { ProbeRecord } from './probe-record.ts'

type Report = Extract<ProbeRecord, { kind: 'report' }>
type Start = Extract<ProbeRecord, { kind: 'start' }>

const RANK = { passed: 0, skipped: 1, errored: 2, failed: 3 } as const

/** What all records of a run say, one entry a test: its worst outcome. `interrupted` is why the run ended early: it becomes the failure of a test that had begun. */
export function testsOf(
  records: readonly ProbeRecord[],
  interrupted: { readonly exception: string; readonly message: string } | null,
): readonly ProbedTest[] {
  const tests = new Map<string, ProbedTest>()
  const running = new Map<string, Start>()
  for (const record of records) {
    if (record.kind === 'start') running.set(record.testId, record)
    else if (record.kind === 'finish') running.delete(record.testId)
    else if (record.kind === 'report') tests.set(record.testId, worst(tests.get(record.testId), testOf(record)))
  }
  if (interrupted !== null) {
    for (const start of running.values()) tests.set(start.testId, worst(tests.get(start.testId), unfinished(start, interrupted)))
  }
  return [...tests.values()]
}

function testOf({ testId, file, name, line, phase, outcome, durationMs, failure }: Report): ProbedTest {
  return { testId, file, name, line, outcome: outcome === 'failed' && phase !== 'call' ? 'errored' : outcome, durationMs, failure }
}

function worst(before: ProbedTest | undefined, next: ProbedTest): ProbedTest {
  if (before === undefined) return next
  return { ...(RANK[next.outcome] > RANK[before.outcome] ? next : before), durationMs: before.durationMs + next.durationMs }
}

function unfinished(
  { testId, file, name, line }: Start,
  { exception, message }: { readonly exception: string; readonly message: string },
): ProbedTest {
  const failure: ProbedFailure = { phase: 'call', exception, message, stack: '', frames: [], expected: null, actual: null }
  return { testId, file, name, line, outcome: 'errored', durationMs: 0, failure }
}
