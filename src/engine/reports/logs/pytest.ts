import type { TestCounts } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { pytestConftest } from './pytest-conftest.ts'
import { pytestInternalError } from './pytest-internal-error.ts'
import { pytestSession } from './pytest-session.ts'

const BANNER = /^=+ (.+?) =+$/
const COUNT = String.raw`\d+ (?:failed|passed|errors?|skipped|deselected|xfailed|xpassed|warnings?|reruns?|rerun|subtests? \w+)`
const SUMMARY = new RegExp(
  `^(?:no tests ran|(?:no tests collected|${COUNT})(?:, ${COUNT})*) in [\\d.]+ ?s(?:econds)?(?: \\([\\d:, days]+\\))?$`,
)

/** pytest 3 and newer, with or without xdist, `-q`, `-v`, `-r` and tracebacks. */
export const pytest: LogGrammar = {
  framework: 'pytest',
  start(limits): LogParser {
    let session = pytestSession(limits)
    const internal = pytestInternalError(limits)
    let counts = NO_TESTS
    const conftest = pytestConftest(limits)
    let sessions = 0
    let isUnfinished = false
    const failures: ReturnType<typeof session.failures>[number][] = []
    /** Sessions that a failing test of a pytest plugin ran, within its captured output. */
    let nested = 0

    /** A test whose teardown fails is counted by pytest as an error besides: one test counts once here, as in its XML. */
    function end(summary: TestCounts | null): void {
      if (summary) {
        const { failed, passed } = session.tornDown()
        counts = addCounts(
          counts,
          countsOf({ ...summary, errored: Math.max(0, summary.errored - failed), passed: summary.passed - passed }),
        )
        sessions++
      } else isUnfinished = true
      failures.push(...session.failures())
      session = pytestSession(limits)
    }

    function banner(title: string): void {
      const isSummary = SUMMARY.test(title)
      if (title === 'test session starts') {
        if (session.isListing()) nested++
        else {
          if (session.isOpen()) end(null)
          session.open()
        }
      } else if (nested > 0) nested -= isSummary ? 1 : 0
      else if (isSummary) end(summaryCounts(title))
      else session.section(title)
    }

    return {
      feed(line, number) {
        const first = line.charCodeAt(0)
        const title = first === 61 ? BANNER.exec(line)?.[1] : undefined
        if (first === 73 && internal.feed(line, number)) return
        conftest.feed(line, number)
        if (title !== undefined) banner(title)
        else if (nested === 0 && first >= 48 && first <= 57 && line.endsWith('s') && SUMMARY.test(line)) end(summaryCounts(line))
        else session.feed(line, number)
      },
      finish() {
        if (session.isOpen()) end(null)
        return {
          sessions,
          counts,
          failures: [...failures, ...internal.failures(), ...conftest.failures()],
          started: sessions > 0 || isUnfinished,
          isUnfinished,
        }
      },
    }
  },
}

function summaryCounts(summary: string): TestCounts {
  const count = (words: RegExp) => [...summary.matchAll(words)].reduce((sum, [, number]) => sum + Number(number), 0)
  return countsOf({
    passed: count(/\b(\d+) (?:passed|xpassed)/g),
    failed: count(/\b(\d+) failed/g),
    errored: count(/\b(\d+) errors?\b/g),
    skipped: count(/\b(\d+) (?:skipped|xfailed)/g),
  })
}
