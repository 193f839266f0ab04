import { firstLine } from '../../engine/reports/text/first-line.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { UnnumberedAnswer } from './answer.ts'
import type { FailedTest } from './failed-test.ts'
import type { FailedJob, NotRunReason, SettledTest, TriagePlan } from './plan-triage.ts'

const NOTHING = {
  ...{ basis: 'logs', values: null, culprits: [], codeChanges: [], repair: { outcome: 'none' }, quarantine: null },
  ...{ framework: '', testFile: null, message: '', frame: null, dependencyChanges: [], similarFailures: [] },
} satisfies Partial<UnnumberedAnswer>

/** Answers for everything that a plan settles without running anything. */
export function logAnswers({ settled, machine }: Pick<TriagePlan, 'settled' | 'machine'>): readonly UnnumberedAnswer[] {
  return [...settled.map(settledAnswer), ...machine.map(machineAnswer)]
}

/** Answers for tests that should have been run and were not, `why` being the middle of a sentence. */
export function unrunAnswers(tests: readonly FailedTest[], why: string): readonly UnnumberedAnswer[] {
  return tests.map((test) => answer(test, 'unknown', `${why}; the log says: ${firstLine(test.message)}`, 0.5))
}

function settledAnswer({ test, reason }: SettledTest): UnnumberedAnswer {
  if (reason === 'quarantined') return { ...answer(test, 'unknown', 'this failure is quarantined', 1), quarantine: test.quarantine }
  if (reason === 'passed_later')
    return answer(test, 'flaky', 'it failed, and a later attempt of the same job passed on the same code', 0.99, 'same tree, both outcomes')
  const told = answer(test, 'unknown', `${SENTENCES[reason]}; the log says: ${firstLine(test.message)}`, 0.5)
  if (reason !== 'declined') return told
  const { pullNumber, by } = test.declined ?? { pullNumber: null, by: 'somebody' }
  const where = pullNumber === null ? '' : ` in pull request ${pullNumber}`
  return { ...told, repair: { outcome: 'withheld', reason: `${by} said no to a repair of this failure${where}` } }
}

const SENTENCES: Readonly<Record<Exclude<NotRunReason, 'quarantined' | 'passed_later'>, string>> = {
  fork: 'commits of forks are never run by Suture, so only the log was read',
  tried_before: 'two healings have looked at this failure already, and it was not looked at again',
  declined: 'it was not looked at again',
  daily_limit: 'this repository has had its healings for today, so only the log was read',
}

function machineAnswer({ name, class: told, message }: FailedJob): UnnumberedAnswer {
  const verdict: Verdict = told === 'infrastructure' ? 'infrastructure' : 'environment'
  const rootCause = message === '' ? 'the job ended before any test began' : `the job ended before any test began: ${firstLine(message)}`
  const evidence = [{ rung: 'no test started', outcome: 'decisive', detail: rootCause } as const]
  return { ...NOTHING, testId: '', jobs: [name], verdict, rootCause, confidence: 0.95, evidence }
}

function answer(test: FailedTest, verdict: Verdict, rootCause: string, confidence: number, rung = 'log'): UnnumberedAnswer {
  const evidence = [{ rung, outcome: 'decisive', detail: rootCause } as const]
  const { testId, framework, file: testFile, message } = test
  const known = { testId, jobs: [...test.jobs], framework, testFile, message: message.slice(0, MESSAGE) }
  return { ...NOTHING, ...known, verdict, rootCause, confidence, evidence }
}

/** Enough to tell one failure from another. */
const MESSAGE = 1_000
