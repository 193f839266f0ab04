import type { ReportedCase } from '../../../model/test-report.ts'
import { titleIdentity } from '../test-identity.ts'
import type { JsonMember } from './json-members.ts'
import type { JsonReport } from './json-report.ts'
import { MochaTest } from './json-shapes.ts'

/** The three lists that are complete: `tests` leaves out hooks that failed. */
const OUTCOMES: Readonly<Record<string, ReportedCase['outcome']>> = { passes: 'passed', failures: 'failed', pending: 'skipped' }

/** One test of Mocha's JSON; entries that are not tests, or are listed elsewhere, are skipped. */
export function addMochaTest(report: JsonReport, { key, value, span }: JsonMember): void {
  const outcome = OUTCOMES[key]
  const test = outcome && MochaTest.safeParse(value).data
  if (!test) return
  const suite = test.fullTitle.endsWith(test.title) ? test.fullTitle.slice(0, -test.title.length).trim() : ''
  const identity = titleIdentity('mocha', test.file, suite ? [suite, test.title] : [test.title])
  const text = test.err.stack || test.err.message || ''
  const failure = { text, message: test.err.message || text, type: test.err.name ?? '', span }
  const isFlaky = outcome === 'passed' && (test.currentRetry ?? 0) > 0
  report.add({ identity, outcome, timeMs: test.duration, isFlaky, ...(outcome === 'failed' ? { failure } : {}) })
}
