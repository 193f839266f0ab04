import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { titleIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const HEADER = /^bun test v\d/
/** In Actions the file opens a group. */
const FILE = /^(?:::group::|##\[group\])?(\S+\.(?:[cm]?[jt]sx?)):$/
/** A file that cannot be loaded; it counts as one test that fails. */
const BETWEEN = /^# Unhandled error between tests$/
const RULE = /^-{20,}$/
/** `✗ title [0.30ms]` on a terminal, `(fail) title [0.30ms]` elsewhere. */
const RESULT = /^(?:([✓✗»✎])|\((pass|fail|skip|todo)\)) (.+?)(?: \[[\d.]+ ?[mµn]?s\])?$/
const TOTAL = /^ *(\d+) (pass|fail|skip|todo)$/
const END = /^Ran \d+ tests? across \d+ files?\./
const FAILED = new Set(['✗', 'fail'])
const COUNTED = { pass: 'passed', fail: 'failed', skip: 'skipped', todo: 'skipped' } as const

/** `bun test`: the error of a test stands above the line that says how it ended. */
export const bun: LogGrammar = {
  framework: 'bun',
  start(limits): LogParser {
    let counts = NO_TESTS
    let totals = { passed: 0, failed: 0, errored: 0, skipped: 0 }
    let sessions = 0
    let isOpen = false
    let file: string | null = null
    let above: TextBlock | null = null
    let isBetween = false
    let rules = 0
    const failures: ReportedFailure[] = []

    function result(mark: string, title: string, number: number): void {
      if (FAILED.has(mark) && failures.length < limits.maxFailures) failures.push(toFailure(file, title, above, number))
      above = null
    }

    function end(): void {
      counts = addCounts(counts, countsOf(totals))
      totals = { passed: 0, failed: 0, errored: 0, skipped: 0 }
      sessions++
      isOpen = false
      above = null
    }

    /** The error stands between two rules. */
    function between(line: string, number: number): void {
      if (RULE.test(line)) rules++
      else if (rules === 1) {
        above ??= textBlock('', number, limits.maxMessage)
        above.add(line, number)
      }
      if (rules < 2) return
      if (failures.length < limits.maxFailures) failures.push(toFailure(file, '', above, number))
      isBetween = false
      above = null
    }

    function feedOpen(line: string, number: number): void {
      const ended = RESULT.exec(line)
      const total = TOTAL.exec(line)
      const path = FILE.exec(line)?.[1]
      if (ended) result(ended[1] ?? ended[2] ?? '', ended[3] ?? '', number)
      else if (total) totals[COUNTED[(total[2] ?? 'pass') as keyof typeof COUNTED]] += Number(total[1])
      else if (END.test(line)) end()
      else if (path !== undefined) {
        file = path
        above = null
      } else {
        above ??= textBlock('', number, limits.maxMessage)
        above.add(line, number)
      }
    }

    return {
      feed(line, number) {
        if (isOpen && BETWEEN.test(line)) {
          isBetween = true
          rules = 0
          above = null
        } else if (isBetween) between(line, number)
        else if (isOpen) feedOpen(line, number)
        else if (HEADER.test(line)) isOpen = true
      },
      finish: () => ({ sessions, counts, failures, started: sessions > 0 || isOpen, isUnfinished: isOpen }),
    }
  },
}

function toFailure(file: string | null, title: string, block: TextBlock | null, number: number): ReportedFailure {
  const text = block?.text().trim() ?? ''
  // above it stand the lines of the source, with their numbers
  const from = /^(?:error|[A-Z]\w*): /m.exec(text)?.index ?? 0
  const message =
    text
      .slice(from)
      .split(/\n\s+at |\n::error /)[0]
      ?.replace(/^error: /, '')
      .trim() ?? ''
  const span = block?.span() ?? [number, number]
  return reportedFailure({
    identity: titleIdentity('bun', file, title === '' ? [] : title.split(' > ')),
    text,
    message,
    span: [span[0], number],
  })
}
