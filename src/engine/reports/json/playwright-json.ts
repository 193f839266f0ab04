import { titleIdentity } from '../test-identity.ts'
import type { JsonMember } from './json-members.ts'
import type { JsonReport } from './json-report.ts'
import { type PlaywrightSpec, PlaywrightSuite, type PlaywrightTest } from './json-shapes.ts'

/** One file's suite of Playwright's JSON. A test runs once for each project; `expected` includes failures that were announced. */
export function addPlaywrightSuite(report: JsonReport, { value, span }: JsonMember): void {
  const suite = PlaywrightSuite.safeParse(value).data
  if (suite) addSuite(report, suite, [], span)
}

function addSuite(report: JsonReport, suite: PlaywrightSuite, titles: readonly string[], span: readonly [number, number]): void {
  const path = suite.title && suite.title !== suite.file ? [...titles, suite.title] : titles
  for (const spec of suite.specs) {
    for (const test of spec.tests) addTest(report, spec, test, path, span)
  }
  for (const child of suite.suites ?? []) addSuite(report, child, path, span)
}

function addTest(
  report: JsonReport,
  spec: PlaywrightSpec,
  test: PlaywrightTest,
  path: readonly string[],
  span: readonly [number, number],
): void {
  const identity = titleIdentity('playwright', spec.file, [...path, spec.title], test.projectName || null)
  const outcome = test.status === 'skipped' ? 'skipped' : test.status === 'unexpected' ? 'failed' : 'passed'
  const timeMs = test.results.reduce((sum, result) => sum + (result.duration ?? 0), 0)
  const errors = test.results.flatMap((result) => (result.errors.length > 0 ? result.errors : result.error ? [result.error] : []))
  const text = errors.map((error) => error.stack || error.message || '').join('\n')
  const failure = { text, message: errors[0]?.message || text || `expected ${test.expectedStatus}`, span, line: spec.line }
  report.add({ identity, outcome, timeMs, isFlaky: test.status === 'flaky', ...(outcome === 'failed' ? { failure } : {}) })
}

/** Errors outside of any test: a file that could not be loaded, a global set-up that failed. */
export function addPlaywrightError(report: JsonReport, { value, span }: JsonMember): void {
  const { message = '', location } = (value ?? {}) as { message?: string; location?: { file?: string; line?: number } }
  const identity = titleIdentity('playwright', location?.file ?? null, location?.file ? [] : ['global set-up'])
  report.add({ identity, outcome: 'errored', timeMs: null, failure: { text: String(message), span, line: location?.line ?? null } })
}
