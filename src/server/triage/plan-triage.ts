import type { ReportClass } from '../../model/test-report.ts'
import { type Caps, fullNow, type Loads, usedUpToday } from './caps.ts'
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
  readonly loads: Loads
  readonly caps: Caps
}

export type NotRunReason = 'quarantined' | 'passed_later' | 'fork' | 'tried_before' | 'declined' | 'daily_limit' | 'installation_limit'

/** What can be said of a test without running it. */
export type SettledTest = { readonly test: FailedTest; readonly reason: NotRunReason }

export type TriagePlan = {
  /** `nothing`: no test and no test job failed. `later`: as many healings run as may. */
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
  const usedUp = usedUpToday(facts.loads, facts.caps)
  if (usedUp !== null) {
    const reason = usedUp === 'repository' ? 'daily_limit' : 'installation_limit'
    const next = open.length + known === 0 ? 'nothing' : 'answer'
    return { ...plan, next, unread: silent, settled: [...settled, ...open.map((test) => ({ test, reason }) as const)], open: [] }
  }
  return { ...plan, next: fullNow(facts.loads, facts.caps) === null ? 'dispatch' : 'later' }
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

function reasonNotToRun(test: FailedTest, { isFork, isAsked }: TriageFacts): NotRunReason | null {
  if (test.quarantine) return 'quarantined'
  if (test.passedLater) return 'passed_later'
  if (isFork) return 'fork'
  if (isAsked) return null
  if (test.declined) return 'declined'
  return test.healings >= MAX_PER_SIGNATURE ? 'tried_before' : null
}
