import type { Reproduction } from '../../model/reproduction.ts'
import type { ProbedFailure, ProbedFile, ProbedTest, TestRun } from '../../model/runs/test-run.ts'
import type { Subject } from '../../model/test-ref.ts'

/**
 * What one run says of one test or file. `absent`: the run finished without it. `record` is what says so: the test's own record, that of
 * a test of the file, or that of the file itself.
 */
export type Seen = {
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'absent'
  readonly record: ProbedTest | ProbedFile | null
}

/** Everything our own runs say of one test. Each list holds runs under equal conditions: same selection, same order, fresh process, same files to begin with. */
export type TestEvidence = {
  /** The first run, and its repetition where one was made. */
  readonly whole: readonly Seen[]
  /** The reruns, all with one selection. */
  readonly reruns: readonly Seen[]
  /** Second runs, with the files that a first run of the test left, on the head and on the base. */
  readonly secondRun: readonly Seen[]
  readonly baseSecondRun: Seen | null
  readonly base: Seen | null
  readonly baseReason: string
}

/** What a run says of a test, or of a file as a whole. A file that failed to load counts for all its tests. */
export function seenIn(run: TestRun, subject: Subject): Seen {
  const whole = run.fileOutcomes.find(({ file }) => file === subject.file)
  switch (subject.kind) {
    case 'test': {
      const own = run.tests.find(({ id }) => id === subject.id)
      if (own) return seen(own)
      return whole?.outcome === 'errored' ? seen(whole) : ABSENT
    }
    case 'file': {
      if (whole) return seen(whole)
      const within = run.tests.filter(({ file }) => file === subject.file)
      const failed = within.map(seen).find(({ outcome }) => outcome === 'failed')
      if (failed) return failed
      // a file of which nothing ran has not passed
      const ran = within.find(({ outcome }) => outcome === 'passed') ?? within[0]
      return ran ? seen(ran) : ABSENT
    }
    case 'framework':
      return ABSENT
  }
}

const ABSENT: Seen = { outcome: 'absent', record: null }

function seen(record: ProbedTest | ProbedFile): Seen {
  return { outcome: record.outcome === 'errored' ? 'failed' : record.outcome, record }
}

/** Collects what all runs of a reproduction say of one test or file. `isSame`: whether the test file has the same text on both sides. */
export function testEvidence(reproduction: Reproduction, subject: Subject, isSame: boolean): TestEvidence {
  const see = (run: TestRun) => seenIn(run, subject)
  return {
    whole: [reproduction.first, ...(reproduction.again ? [reproduction.again] : [])].map(see),
    reruns: reproduction.reruns.map(see),
    secondRun: (reproduction.secondRun?.head ?? []).map(see),
    baseSecondRun: reproduction.secondRun?.base ? see(reproduction.secondRun.base) : null,
    base: reproduction.base.outcome === 'ran' ? seenOnBase(reproduction.base.run, reproduction.first, subject, isSame) : null,
    baseReason: reproduction.base.outcome === 'not_run' ? reproduction.base.reason : '',
  }
}

/** A file that loads no more is compared with how it loaded before: one of its tests that failed already is not why. */
function seenOnBase(base: TestRun, head: TestRun, subject: Subject, isSame: boolean): Seen {
  const onBase = seenIn(base, subject)
  if (onBase.outcome === 'absent' && subject.kind === 'test' && isSame) return counterpart(base, head, subject) ?? onBase
  const loadsNoMore = subject.kind === 'file' && seenIn(head, subject).record?.kind === 'file'
  if (!loadsNoMore || onBase.record?.kind === 'file') return onBase
  const passed = base.tests.find((test) => test.file === subject.file && test.outcome === 'passed')
  return passed === undefined ? onBase : { outcome: 'passed', record: passed }
}

/**
 * A title that is made while the tests run may say something else on the base. The test is the same where both runs have equally many at
 * its line: the one at the same place among them.
 */
function counterpart(base: TestRun, head: TestRun, subject: Subject): Seen | null {
  const own = head.tests.find(({ id }) => id === subject.id)
  if (own === undefined || own.line === null) return null
  const alike = ({ tests }: TestRun) => tests.filter(({ file, line }) => file === own.file && line === own.line)
  const [before, after] = [alike(base), alike(head)]
  const there = before.length === after.length ? before[after.indexOf(own)] : undefined
  return there === undefined || after.some(({ id }) => id === there.id) ? null : seen(there)
}

/** The newest failure that any of our runs on the head saw. */
export function lastFailure(evidence: TestEvidence): ProbedTest | ProbedFile | null {
  return [...evidence.whole, ...evidence.reruns, ...evidence.secondRun].findLast(({ outcome }) => outcome === 'failed')?.record ?? null
}

/** How it failed in each run on the head that saw it fail. */
export function failuresOf({ whole, reruns }: TestEvidence): readonly ProbedFailure[] {
  return [...whole, ...reruns].flatMap(({ record }) => record?.failure ?? [])
}

/**
 * Which of the tests at its line it is, and how many they are: the rows of one parametrised test, in their order. `null` where the run was
 * not asked for all of them, or its line is not known.
 */
export function rowOf(testId: string, { tests }: TestRun): { readonly index: number; readonly count: number } | null {
  const own = tests.find(({ id }) => id === testId)
  if (own === undefined || own.line === null) return null
  const alike = tests.filter(({ file, line, suite }) => file === own.file && line === own.line && suite.join() === own.suite.join())
  return { index: alike.indexOf(own), count: alike.length }
}
