import { failureSignature } from '../../engine/diagnosis/signature.ts'
import type { Reading } from '../../engine/reports/reading.ts'
import type { ReportedFailure } from '../../model/test-report.ts'
import { type TestCaseIdentity, testCaseId } from '../history/test-case-id.ts'
import type { TestExecution } from '../history/test-executions.ts'
import type { ObservedFailure } from '../history/test-failures.ts'
import { identityOfCase, identityOfFailure } from './test-identity.ts'

/** Where a reading comes from: a job's log, or an artifact, which does not name its job. */
export type ReadingSource = { readonly kind: 'log'; readonly job: string; readonly variant: string } | { readonly kind: 'report' }

export type SourcedReading = { readonly source: ReadingSource; readonly reading: Reading }

export type Observed = { readonly executions: readonly TestExecution[]; readonly failures: readonly ObservedFailure[] }

type Place = Pick<TestExecution, 'job' | 'variant'>
/** How often a test was seen in a job before: counted from 0. */
type Repetitions = (place: Place, test: TestCaseIdentity) => number

/** Turns the readings of one run into rows, one after the other: its logs first. */
export type Observer = { observe(one: SourcedReading): Observed }

/**
 * A test that failed in a log and in a report is one failure: the log's, which knows its job. Repetitions of one test in one job are
 * counted in their order. `known` are ids of tests that failed in logs already.
 */
export function openObserver(known: Iterable<string> = []): Observer {
  const repetitions = countRepetitions()
  const failedInLog = new Set(known)
  return {
    observe(one) {
      const observed = observeOne(one, one.source.kind === 'log' ? NONE : failedInLog, repetitions)
      if (one.source.kind === 'log') for (const { test } of observed.failures) failedInLog.add(test.testId)
      return observed
    },
  }
}

const NONE: ReadonlySet<string> = new Set()

function observeOne({ source, reading }: SourcedReading, known: ReadonlySet<string>, repetitions: Repetitions): Observed {
  const { report, cases } = reading
  const place = source.kind === 'log' ? { job: source.job, variant: source.variant } : { job: '', variant: '' }
  const listed = cases.map((one): TestExecution => {
    const test = identityOfCase(report.framework, one)
    return { test, ...place, repetition: repetitions(place, test), outcome: one.outcome, durationMs: one.timeMs, source: 'report' }
  })
  const failed = new Map(listed.filter(({ outcome }) => outcome === 'failed' || outcome === 'errored').map((one) => [one.test.testId, one]))
  const told = unique(report.failures).filter(({ testId }) => !known.has(testId))
  const unlisted = told
    .filter(({ testId }) => !failed.has(testId))
    .map((failure): TestExecution => {
      const test = identityOfFailure(report.framework, failure)
      return { test, ...place, repetition: repetitions(place, test), outcome: 'failed', durationMs: null, source: source.kind }
    })
  const executions = new Map([...failed, ...unlisted.map((one) => [one.test.testId, one] as const)])
  return {
    executions: [...listed, ...unlisted],
    failures: told.flatMap((failure) => {
      const execution = executions.get(failure.testId)
      return execution ? [observedFailure(failure, execution)] : []
    }),
  }
}

function countRepetitions(): Repetitions {
  const seen = new Map<string, number>()
  return ({ job, variant }, test) => {
    const key = JSON.stringify([job, variant, testCaseId(test)])
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return count
  }
}

function observedFailure(failure: ReportedFailure, { test, job, variant, repetition }: TestExecution): ObservedFailure {
  const { failureType, message, line, name, file } = failure
  const signature = failureSignature({ failureType, exception: exceptionIn(message), message, frames: [{ file, function: name }] })
  return { test, job, variant, repetition, failureType, message: message.slice(0, 10_000), stack: '', line, signature }
}

/** The class of what was thrown, where the message begins with it. */
function exceptionIn(message: string): string {
  return /^\s*(?:E\s+)?(?:[\w$]+\.)*([A-Z][\w$]*(?:Error|Exception|Warning|Failed|Timeout|Exit|Interrupt))\b/.exec(message)?.[1] ?? ''
}

/** The summary of a log names a test again that it described before: what says more is kept. */
function unique(failures: readonly ReportedFailure[]): readonly ReportedFailure[] {
  const byTest = new Map<string, ReportedFailure>()
  for (const failure of failures) {
    const known = byTest.get(failure.testId)
    if (!known || known.message.length < failure.message.length) byTest.set(failure.testId, failure)
  }
  return [...byTest.values()]
}
