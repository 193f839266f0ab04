import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { junitIdentity, type TestIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const PREFIX = /^ *\[(?:junit|junitlauncher|testng)\] ?/
const SUITE = /^(?:Testsuite:|Running) (\S+)/
const TOTAL = /^Tests run: (\d+), Failures: (\d+), Errors: (\d+)(?:, Skipped: (\d+))?(?:, Aborted: (\d+))?, Time elapsed: .*$/
const CASE = /^Testcase: (.+?)(?:\(([\w.$]+)\))?(?::)?(?: took [\d.]+ s\w*)?(?:\s+(FAILED|Caused an ERROR))?$/
/** A longer line is not a heading; matching it would take long. */
const MAX_HEADING = 2000
const VERDICT = /^\s+(FAILED|Caused an ERROR)\s*$/

/** Ant's junit and junitlauncher tasks, with the brief and plain formatters; a summary beside a formatter says the same twice. */
export const ant: LogGrammar = {
  framework: 'ant',
  start(limits): LogParser {
    const suites = new Map<string, ReturnType<typeof countsOf>>()
    const found: { readonly identity: TestIdentity; readonly block: TextBlock }[] = []
    let suite = ''
    let candidate: { readonly name: string; readonly className: string } | null = null
    let block: TextBlock | null = null
    let isOpen = false

    function total([, run, failed, errored, skipped = '0', aborted = '0']: RegExpExecArray): void {
      const numbers = { failed: Number(failed), errored: Number(errored), skipped: Number(skipped) + Number(aborted) }
      const passed = Number(run) - numbers.failed - numbers.errored - numbers.skipped
      suites.set(suite, countsOf({ ...numbers, passed }))
      isOpen = false
    }

    function begin(number: number): void {
      if (!candidate || found.length >= limits.maxFailures) return
      block = textBlock(candidate.name, number, limits.maxMessage)
      found.push({ identity: junitIdentity('ant', candidate.className || suite, candidate.name), block })
      candidate = null
    }

    function content(line: string, number: number): void {
      const named = SUITE.exec(line)
      if (named) {
        suite = named[1] ?? ''
        isOpen = true
        block = null
        return
      }
      const totals = TOTAL.exec(line)
      const test = line.startsWith('Testcase:') && line.length < MAX_HEADING ? CASE.exec(line) : null
      if (totals) total(totals)
      else if (test) {
        candidate = { name: test[1] ?? '', className: test[2] ?? '' }
        block = null
        if (test[3]) begin(number)
      } else if (candidate && VERDICT.test(line)) begin(number)
      else block?.add(line, number)
    }

    return {
      feed(line, number) {
        const first = line.charCodeAt(0)
        if (first !== 32 && first !== 91) return
        const bare = line.replace(PREFIX, '')
        if (bare.length !== line.length) content(bare, number)
      },
      finish() {
        const failures = found.map(({ identity, block: lines }) => {
          const text = lines.text().trim()
          return reportedFailure({ identity, text, message: text.split(/\n\s*at /)[0] ?? text, span: lines.span() })
        })
        const counts = [...suites.values()].reduce(addCounts, NO_TESTS)
        return { sessions: suites.size, counts, failures, started: suites.size > 0 || isOpen, isUnfinished: isOpen }
      },
    }
  },
}
