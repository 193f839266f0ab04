import type { ReportedCase, ReportedFailure } from '../../../model/test-report.ts'
import { attempts } from '../attempts.ts'
import { countsOf, NO_TESTS, type Reading } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { reportedCase, reportedFailure } from '../reported-failure.ts'
import type { TestIdentity } from '../test-identity.ts'
import { textHash } from '../text/text-hash.ts'
import { attemptKey, type FailingStreak } from './failing-streak.ts'
import { type Attributes, type JunitCase, openJunitCase, outcomeOf, takeDetail } from './junit-case.ts'
import { junitDialect } from './junit-dialect.ts'
import { type JunitSuite, junitIdentityOf } from './junit-identity.ts'

/** Takes the events of an XML parser. Attributes of suites are ignored, since many tools get them wrong: the cases are counted. */
export type JunitReport = {
  /** `open` and `close` say whether the text that follows is wanted. */
  open(element: string, attributes: Attributes, line: number): boolean
  text(text: string): void
  close(element: string, line: number): boolean
  /** `fault` is what broke the document, at `line`. */
  finish(fault: string | null, line: number): Reading
}

const ROOTS = new Set(['testsuites', 'testsuite', 'testcase', 'testrun'])

export function junitReport(file: string, limits: ReportLimits): JunitReport {
  const suites: JunitSuite[] = []
  const properties = new Set<string>()
  const totals = { passed: 0, failed: 0, errored: 0, skipped: 0 }
  const claimed = { failed: 0, errored: 0 }
  const cases: ReportedCase[] = []
  const failures: ReportedFailure[] = []
  const seen = attempts()
  const superseded = new Set<number>()
  let framework: string | null | undefined
  let root: string | null = null
  let current: JunitCase | null = null
  let depth = 0
  let collecting = false
  let inSuiteFault = false
  let isJunit = false
  let hasFlaky = false
  let listed = 0
  let suiteCount = 0
  let streak: FailingStreak | null = null

  function recognise(attributes: Attributes): string | null {
    const suite = suites.at(-1)
    return junitDialect({
      root: root ?? '',
      suite: suite?.name ?? '',
      suiteAttributes: suite?.attributes ?? {},
      properties,
      case: attributes,
    })
  }

  function record(found: JunitCase, toLine: number): void {
    const { attributes } = found
    if (framework === undefined) framework = recognise(attributes)
    const outcome = outcomeOf(found)
    const isRetry = framework === 'pytest' ? foldAttempt(attributes, outcome) : endsStreak(attributes, outcome)
    const isFlaky = outcome === 'passed' && (found.flaky || isRetry)
    const isBad = !inSuiteFault && (outcome === 'failed' || outcome === 'errored')
    listed++
    totals[outcome]++
    hasFlaky ||= isFlaky
    const isKept = cases.length < limits.maxCases
    if (!isBad && !isKept) return
    const identity = junitIdentityOf(framework, suites, attributes)
    if (isBad) addFailure(identity, found, toLine)
    if (isKept) cases.push({ ...reportedCase(identity, outcome, milliseconds(attributes['time'])), ...(isFlaky ? { flaky: true } : {}) })
  }

  /** pytest-rerunfailures leaves an empty case, looking passed, for each attempt but the last. */
  function foldAttempt({ classname, name, file: path }: Attributes, outcome: ReportedCase['outcome']): boolean {
    const identity = textHash(name ?? '', textHash(classname ?? '', textHash(path ?? '', suiteCount)))
    const earlier = seen.take(identity)
    if (earlier !== undefined) {
      totals.passed--
      superseded.add(earlier)
    }
    if (outcome === 'passed') seen.passed(identity, listed)
    return earlier !== undefined
  }

  /** Gradle and Bun leave a failing case for each attempt but the last; true where this one passes after them. */
  function endsStreak(attributes: Attributes, outcome: ReportedCase['outcome']): boolean {
    const key = attemptKey(framework, suiteCount, attributes)
    const goesOn = streak !== null && key === streak.key
    if (key !== null && (outcome === 'failed' || outcome === 'errored')) {
      if (!streak || !goesOn) streak = { key, failed: 0, errored: 0, caseAt: listed, failureAt: failures.length }
      streak[outcome]++
      return false
    }
    const ended = streak
    streak = null
    if (!ended || !goesOn || outcome !== 'passed') return false
    totals.failed -= ended.failed
    totals.errored -= ended.errored
    failures.length = ended.failureAt
    for (let at = ended.caseAt; at < listed; at++) superseded.add(at)
    return true
  }

  function addFailure(identity: TestIdentity, found: JunitCase, toLine: number): void {
    if (failures.length >= limits.maxFailures) return
    const line = Number.parseInt(found.attributes['line'] ?? '', 10)
    const facts = { identity, text: found.text || found.message, message: found.message, type: found.type }
    const failure = reportedFailure({ ...facts, span: [found.fromLine, toLine] })
    failures.push(failure.line === null && Number.isFinite(line) ? { ...failure, line } : failure)
  }

  function open(element: string, attributes: Attributes, line: number): boolean {
    depth++
    if (root === null) {
      root = attributes['name'] ?? ''
      isJunit = ROOTS.has(element)
      if (element === 'testsuites') claim(attributes)
    }
    if (element === 'testcase') {
      current = openJunitCase(attributes, line)
      depth = 0
    } else if (!current) openOutside(element, attributes, line)
    else if (depth === 1) collecting = takeDetail(current, element, attributes)
    return collecting
  }

  /** Totals of nested elements contain one another: the largest is kept. */
  function claim(attributes: Attributes): void {
    claimed.failed = Math.max(claimed.failed, Number.parseInt(attributes['failures'] ?? '', 10) || 0)
    claimed.errored = Math.max(claimed.errored, Number.parseInt(attributes['errors'] ?? '', 10) || 0)
  }

  /** Elements around the cases. */
  function openOutside(element: string, attributes: Attributes, line: number): void {
    if (element === 'testsuite') {
      suiteCount++
      suites.push({ name: attributes['name'] ?? '', attributes })
      claim(attributes)
    } else if (element === 'property' && properties.size < 1000) properties.add(attributes['name'] ?? '')
    else if ((element === 'error' || element === 'failure') && suites.length > 0) {
      // a suite that could not be set up: counted, but it names no test
      current = openJunitCase({ classname: suites.at(-1)?.name ?? '', name: '' }, line)
      depth = 1
      inSuiteFault = true
      collecting = takeDetail(current, element, attributes)
    }
  }

  function close(element: string, line: number): boolean {
    if (current && (inSuiteFault ? depth === 1 : element === 'testcase')) {
      record(current, line)
      current = null
      collecting = false
      inSuiteFault = false
    } else if (element === 'testsuite' && !current) suites.pop()
    else if (depth === 1) collecting = false
    depth--
    return collecting
  }

  return {
    open,
    close,
    text(text) {
      if (collecting && current && current.text.length < limits.maxMessage) current.text += text.slice(0, limits.maxMessage)
    },
    finish(fault, line) {
      const unlisted = listed === 0 && (claimed.failed > 0 || claimed.errored > 0)
      const counts = fault ? NO_TESTS : countsOf(unlisted ? { ...totals, ...claimed } : totals)
      const isRed = failures.length > 0 || counts.failed + counts.errored > 0
      const isDoubtful = !isRed && !hasFlaky && claimed.failed + claimed.errored > 0
      return {
        report: {
          file,
          framework: framework ?? null,
          class: isRed || isDoubtful ? 'test_failure' : 'none',
          counts,
          failures,
          ...faultOf(fault, isJunit, line),
          ...(isDoubtful && !fault ? { truncated: true } : {}),
        },
        cases: superseded.size > 0 ? cases.filter((_, index) => !superseded.has(index)) : cases,
        casesOmitted: Math.max(0, listed - cases.length),
        started: listed > 0,
        isReport: isJunit,
      }
    },
  }
}

function milliseconds(seconds: string | undefined): number | null {
  const ms = Number.parseFloat(seconds ?? '') * 1000
  return Number.isFinite(ms) ? ms : null
}

function faultOf(fault: string | null, isJunit: boolean, line: number): { truncated?: true; error?: string } {
  if (fault) return { truncated: true, error: `not well-formed XML (line ${line}): ${fault}` }
  return isJunit ? {} : { error: 'XML, but not a JUnit report' }
}
