import type { ReportedCase } from '../../../model/test-report.ts'

export type Attributes = Readonly<Record<string, string>>

/** One `<testcase>` while it is read. */
export type JunitCase = {
  readonly attributes: Attributes
  readonly fromLine: number
  outcome: ReportedCase['outcome']
  flaky: boolean
  /** Of the first detail that fails the case. */
  message: string
  type: string
  text: string
}

const RANK: Readonly<Record<ReportedCase['outcome'], number>> = { passed: 0, skipped: 1, failed: 2, errored: 3 }

const OUTCOMES: Readonly<Record<string, ReportedCase['outcome']>> = {
  failure: 'failed',
  error: 'errored',
  skipped: 'skipped',
  disabled: 'skipped',
}

/** Words of a `status` or `result` attribute where no element says how the case ended. */
const STATUSES: readonly (readonly [RegExp, ReportedCase['outcome']])[] = [
  [/^(?:disabled|notrun|skipped|ignored|suppressed|pending|todo)$/i, 'skipped'],
  [/^(?:failed|failure|fail|broken)$/i, 'failed'],
  [/^(?:error|errored)$/i, 'errored'],
]

export function openJunitCase(attributes: Attributes, fromLine: number): JunitCase {
  return { attributes, fromLine, outcome: 'passed', flaky: false, message: '', type: '', text: '' }
}

/** Takes a detail element in; true where its text belongs to the failure. A failure beats a skip, an error beats both. */
export function takeDetail(junitCase: JunitCase, element: string, attributes: Attributes): boolean {
  if (element === 'flakyFailure' || element === 'flakyError') junitCase.flaky = true
  const outcome = OUTCOMES[element]
  if (!outcome || RANK[outcome] < RANK[junitCase.outcome]) return false
  const isFirst = junitCase.outcome !== 'failed' && junitCase.outcome !== 'errored'
  junitCase.outcome = outcome
  if (outcome === 'skipped' || !isFirst) return false
  junitCase.message = attributes['message'] ?? ''
  junitCase.type = attributes['type'] ?? ''
  return true
}

export function outcomeOf({ outcome, attributes }: JunitCase): ReportedCase['outcome'] {
  if (outcome !== 'passed') return outcome
  return statusOutcome(attributes['status']) ?? statusOutcome(attributes['result']) ?? 'passed'
}

function statusOutcome(word: string | undefined): ReportedCase['outcome'] | null {
  return (word && STATUSES.find(([expression]) => expression.test(word))?.[1]) || null
}
