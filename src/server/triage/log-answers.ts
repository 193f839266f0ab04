import { explained } from '../../engine/reasons/explained.ts'
import { firstLine } from '../../engine/reports/text/first-line.ts'
import { type PartsOf, type Reason, reason } from '../../model/reason.ts'
import type { Verdict } from '../../model/verdict.ts'
import type { UnnumberedAnswer } from './answer.ts'
import type { FailedTest } from './failed-test.ts'
import type { FailedJob, SettledTest, TriagePlan } from './plan-triage.ts'

const NOTHING = {
  ...{ basis: 'logs', values: null, culprits: [], codeChanges: [], repair: { outcome: 'none' }, quarantine: null },
  ...{ framework: '', testFile: null, message: '', frame: null, dependencyChanges: [], similarFailures: [] },
} satisfies Partial<UnnumberedAnswer>

/** Answers for everything that a plan settles without running anything. */
export function logAnswers({ settled, machine, unread }: Pick<TriagePlan, 'settled' | 'machine' | 'unread'>): readonly UnnumberedAnswer[] {
  return [...settled.map(settledAnswer), ...machine.map(machineAnswer), ...unread.map(unreadAnswer)]
}

/** Answers for tests that should have been run and were not. */
export function unrunAnswers(tests: readonly FailedTest[], why: PartsOf<'not-run'>['why']): readonly UnnumberedAnswer[] {
  return tests.map((test) => answer(test, 'unknown', reason('not-run', { why, said: firstLine(test.message) }), 0.5))
}

function settledAnswer({ test, reason: why }: SettledTest): UnnumberedAnswer {
  if (why === 'quarantined') return { ...answer(test, 'unknown', reason('quarantined', {}), 1), quarantine: test.quarantine }
  if (why === 'passed_later') return answer(test, 'flaky', reason('passed-later', {}), 0.99)
  const unrun = answer(test, 'unknown', reason('not-run', { why, said: firstLine(test.message) }), 0.5)
  if (why !== 'declined') return unrun
  const declined = test.declined ?? { pullNumber: null, by: 'somebody' }
  return { ...unrun, repair: { outcome: 'withheld', reason: reason('declined-before', declined) } }
}

function machineAnswer({ name, class: told, message }: FailedJob): UnnumberedAnswer {
  const verdict: Verdict = told === 'infrastructure' ? 'infrastructure' : 'environment'
  return {
    ...NOTHING,
    testId: '',
    jobs: [name],
    verdict,
    confidence: 0.95,
    ...byLog(reason('job-ended-early', { said: firstLine(message) })),
  }
}

function unreadAnswer({ name, unread, lost }: FailedJob): UnnumberedAnswer {
  const why = reason('log-unread', { log: unread ?? '', lost })
  return { ...NOTHING, testId: '', jobs: [name], verdict: 'unknown', confidence: 0.5, ...byLog(why) }
}

function answer(test: FailedTest, verdict: Verdict, why: Reason, confidence: number): UnnumberedAnswer {
  const { testId, framework, file: testFile, message } = test
  const known = { testId, jobs: [...test.jobs], framework, testFile, message: message.slice(0, MESSAGE) }
  return { ...NOTHING, ...known, verdict, confidence, ...byLog(why) }
}

/** The log is the only rung of such an answer. */
function byLog(why: Reason): Pick<UnnumberedAnswer, 'reason' | 'rootCause' | 'evidence'> {
  return { ...explained(why), evidence: [{ rung: 'log-answers', outcome: 'decisive', reason: why }] }
}

/** Enough to distinguish failures. */
const MESSAGE = 1_000
