import type { Settings } from '../../config/settings.ts'
import type { ReportClass } from '../../model/test-report.ts'
import type { FailedTest } from './failed-test.ts'

/**
 * A job that failed; `hasTests`: a test was begun in it. `message` is the line of its log that says what went wrong. `unread` is why its log
 * says nothing, `lost` are reports of its run that could not be read.
 */
export type FailedJob = {
  readonly name: string
  readonly class: ReportClass | null
  readonly hasTests: boolean
  readonly message: string
  readonly passedLater: boolean
  readonly unread: string | null
  readonly lost: readonly string[]
}

export type TriageFacts = {
  readonly tests: readonly FailedTest[]
  readonly jobs: readonly FailedJob[]
  readonly isFork: boolean
  /** Requested by somebody with write access: the limit per signature and earlier refusals do not apply. */
  readonly isAsked: boolean
  readonly running: number
  readonly recent: number
  readonly limits: { readonly running: number; readonly perDay: number; readonly perSignature: number }
}

export type NotRunReason = 'quarantined' | 'passed_later' | 'fork' | 'tried_before' | 'declined' | 'daily_limit'

/** What can be said of a test without running it. */
export type SettledTest = { readonly test: FailedTest; readonly reason: NotRunReason }

export type TriagePlan = {
  /** `nothing`: no test and no test job failed. `later`: the repository's own limit of running healings is reached. */
  readonly next: 'nothing' | 'answer' | 'dispatch' | 'later'
  readonly settled: readonly SettledTest[]
  /** Tests to run again; with none of them, a test job failed without naming any. */
  readonly open: readonly FailedTest[]
  /** Jobs whose machine or environment failed before any test could. */
  readonly machine: readonly FailedJob[]
  /** Jobs of which nothing is known. */
  readonly unread: readonly FailedJob[]
}

/** Healings of one failure signature; another one would find what two have found. */
const MAX_PER_SIGNATURE = 2

/** How much a repository wants to be healed. */
export function triageLimits(settings: Pick<Settings, 'HEALING_MAX_RUNNING' | 'HEALING_MAX_PER_DAY'>): TriageFacts['limits'] {
  return { running: settings.HEALING_MAX_RUNNING, perDay: settings.HEALING_MAX_PER_DAY, perSignature: MAX_PER_SIGNATURE }
}

/** Decides what happens to a healing whose failures are all in. Pure; the same facts give the same plan. */
export function planTriage(facts: TriageFacts): TriagePlan {
  const machine = facts.jobs.filter(isMachineFailure)
  const reasons = facts.tests.map((test) => ({ test, reason: reasonNotToRun(test, facts) }))
  const settled = reasons.flatMap(({ test, reason }) => (reason === null ? [] : [{ test, reason }]))
  const open = reasons.flatMap(({ test, reason }) => (reason === null ? [test] : []))
  const silent = silentJobs(facts)
  const isWholeAsked = facts.isAsked && silent.length > 0
  const isUnnamed = facts.tests.length === 0 && !facts.isFork && (isWholeAsked || facts.jobs.some(isUnnamedTestFailure))
  const plan = { settled, open, machine, unread: isUnnamed && isWholeAsked ? [] : silent }
  const known = settled.length + machine.length + silent.length
  if (open.length === 0 && !isUnnamed) return { ...plan, next: known === 0 ? 'nothing' : 'answer' }
  if (facts.recent >= facts.limits.perDay)
    return {
      ...plan,
      next: open.length + known === 0 ? 'nothing' : 'answer',
      unread: silent,
      settled: [...settled, ...open.map((test) => ({ test, reason: 'daily_limit' as const }))],
      open: [],
    }
  return { ...plan, next: facts.running >= facts.limits.running ? 'later' : 'dispatch' }
}

/** A machine's message and no test started: a run of the tests would show nothing. */
function isMachineFailure({ class: told, hasTests, passedLater }: FailedJob): boolean {
  return !hasTests && !passedLater && (told === 'infrastructure' || told === 'environment' || told === 'dependency')
}

/** A test without a job was named by a report, and then it is that job's most likely. */
function silentJobs({ tests, jobs }: TriageFacts): readonly FailedJob[] {
  return tests.some((test) => test.jobs.length === 0) ? [] : jobs.filter(({ unread, passedLater }) => unread !== null && !passedLater)
}

function isUnnamedTestFailure({ class: told, passedLater }: FailedJob): boolean {
  return told === 'test_failure' && !passedLater
}

function reasonNotToRun(test: FailedTest, { isFork, isAsked, limits }: TriageFacts): NotRunReason | null {
  if (test.quarantine) return 'quarantined'
  if (test.passedLater) return 'passed_later'
  if (isFork) return 'fork'
  if (isAsked) return null
  if (test.declined) return 'declined'
  return test.healings >= limits.perSignature ? 'tried_before' : null
}
