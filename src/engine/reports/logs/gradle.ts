import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { junitIdentity, type TestIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const TOTAL = /^(\d+) tests? completed(?:, (\d+) failed)?(?:, (\d+) skipped)?$/
const FAILED = /^([\w$.].*?) > (.+) FAILED$/
const NO_TEST = /^(?:Gradle Test (?:Run|Executor)|Task )/
const TASK = /^> Task (\S+)(?: FAILED)?$/

/** Gradle's test tasks. It prints totals only for tasks with a failure; tests that passed elsewhere are not in the log. */
export const gradle: LogGrammar = {
  framework: 'gradle',
  start(limits): LogParser {
    let counts = NO_TESTS
    let sessions = 0
    const found = new Map<string, { readonly identity: TestIdentity; readonly block: TextBlock }>()
    let block: TextBlock | null = null
    let task = ''
    let untotalled = 0

    function begin(className: string, test: string, number: number): void {
      const identity = gradleIdentity(className, test)
      const key = `${task} ${className} > ${test}`
      block = null
      if (found.has(key) || found.size >= limits.maxFailures) return
      block = textBlock(test, number, limits.maxMessage)
      found.set(key, { identity, block })
      untotalled++
    }

    function total([, tests, failed = '0', skipped = '0']: RegExpExecArray): void {
      const found = { failed: Number(failed), skipped: Number(skipped) }
      counts = addCounts(counts, countsOf({ ...found, errored: 0, passed: Number(tests) - found.failed - found.skipped }))
      sessions++
      untotalled = 0
      block = null
    }

    /** True where the line is Gradle's own, and no part of a failure. */
    function take(line: string, number: number): boolean {
      const failed = line.endsWith(' FAILED') && !NO_TEST.test(line) ? FAILED.exec(line) : null
      if (failed) begin(failed[1] ?? '', failed[2] ?? '', number)
      const first = line.charCodeAt(0)
      const completed = first >= 48 && first <= 57 ? TOTAL.exec(line) : null
      if (completed) total(completed)
      if (first === 62) task = TASK.exec(line)?.[1] ?? task
      return failed !== null || completed !== null
    }

    return {
      feed(line, number) {
        if (take(line, number) || !block) return
        if (line === '' || line.startsWith(' ')) block.add(line, number)
        else block = null
      },
      finish() {
        const failures: ReportedFailure[] = [...found.values()].map(({ identity, block: lines }) => {
          const text = lines.text()
          const message = text.split(/\n\s*at /)[0] ?? text
          return reportedFailure({ identity, text: text.trim(), message: message.trim(), span: lines.span() })
        })
        return { sessions, counts, failures, started: sessions > 0 || found.size > 0, isUnfinished: untotalled > 0 }
      },
    }
  },
}

/**
 * `Class > method()`, `Class > Nested > method()`, `Class > method() > display name`, `Class > display > package.Class.method()[3]`:
 * the last part is the test, and where it begins with a qualified class, that class is the real one.
 */
function gradleIdentity(className: string, test: string): TestIdentity {
  const parts = test.split(' > ')
  const last = parts.pop() ?? test
  const qualified = /^((?:[a-z_][\w]*\.)+[A-Z][\w$]*)\.(.+)$/.exec(last)
  if (qualified) return junitIdentity('gradle', qualified[1] ?? '', qualified[2] ?? '')
  const identity = junitIdentity('gradle', className, last)
  return parts.length > 0 ? { ...identity, suitePath: [[className, ...parts].join(' > ')] } : identity
}
