import type { Reproduction } from '../../model/reproduction.ts'
import type { ProbedTest, TestRun } from '../../model/test-run.ts'

/** What one run says of one test. `absent`: the run finished and the test was not in it. */
export type Seen = { readonly outcome: 'passed' | 'failed' | 'skipped' | 'absent'; readonly test: ProbedTest | null }

/** Everything our own runs say of one test. Each list holds runs under equal conditions: same selection, same order, fresh process, same files to begin with. */
export type TestEvidence = {
  readonly testId: string
  readonly file: string
  /** The first run, and its repetition where one was made. */
  readonly whole: readonly Seen[]
  /** The reruns, all with one selection. */
  readonly reruns: readonly Seen[]
  /** Runs that began with what the test itself had left behind, on the head and on the base. */
  readonly secondRun: readonly Seen[]
  readonly baseSecondRun: Seen | null
  readonly base: Seen | null
  readonly baseReason: string
}

/**
 * What a run says of a test. A file that failed to load speaks for all its tests;
 * an id that is a file sums up the tests of that file.
 */
export function seenIn(run: TestRun, testId: string, file: string): Seen {
  const exact = run.tests.find((test) => test.testId === testId)
  if (exact) return { outcome: word(exact.outcome), test: exact }
  const broken = run.tests.find((test) => test.testId === file && word(test.outcome) === 'failed')
  if (broken) return { outcome: 'failed', test: broken }
  if (testId !== file) return { outcome: 'absent', test: null }
  const within = run.tests.filter((test) => test.file === file)
  const failed = within.find((test) => word(test.outcome) === 'failed')
  if (failed) return { outcome: 'failed', test: failed }
  return within.length > 0 ? { outcome: 'passed', test: within[0] ?? null } : { outcome: 'absent', test: null }
}

/** Collects what all runs of a reproduction say of one test. */
export function testEvidence(reproduction: Reproduction, testId: string, file: string): TestEvidence {
  const see = (run: TestRun) => seenIn(run, testId, file)
  return {
    testId,
    file,
    whole: [reproduction.first, ...(reproduction.again ? [reproduction.again] : [])].map(see),
    reruns: reproduction.reruns.map(see),
    secondRun: (reproduction.secondRun?.head ?? []).map(see),
    baseSecondRun: reproduction.secondRun?.base ? see(reproduction.secondRun.base) : null,
    base: reproduction.base.outcome === 'ran' ? seenOnBase(reproduction.base.run, reproduction.first, testId, file) : null,
    baseReason: reproduction.base.outcome === 'not_run' ? reproduction.base.reason : '',
  }
}

/** A file that loads no more is compared with how it loaded before: one of its tests that failed already is not why. */
function seenOnBase(base: TestRun, head: TestRun, testId: string, file: string): Seen {
  const seen = seenIn(base, testId, file)
  const loadsNoMore = testId === file && head.tests.some((test) => test.testId === file && word(test.outcome) === 'failed')
  if (!loadsNoMore || seen.test?.testId === file) return seen
  const passed = base.tests.find((test) => test.file === file && test.outcome === 'passed')
  return passed === undefined ? seen : { outcome: 'passed', test: passed }
}

/** The newest failure that any of our runs on the head saw. */
export function lastFailure(evidence: TestEvidence): ProbedTest | null {
  return [...evidence.whole, ...evidence.reruns, ...evidence.secondRun].findLast((seen) => seen.outcome === 'failed')?.test ?? null
}

function word(outcome: ProbedTest['outcome']): Seen['outcome'] {
  return outcome === 'errored' ? 'failed' : outcome
}
