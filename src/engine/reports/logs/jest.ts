import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { titleIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

/** Coloured output pads the word on both sides; a project's name may precede the path. */
const FILE =
  /^(?:##\[group\])? ?(FAIL|PASS) {1,2}(?:\S+ {1,2}){0,3}?(\S+\.(?:[cm]?[jt]sx?|vue|svelte))(?: \((?:[\d.]+ m?s|[\d.]+ MB heap size|, )+\))?$/
const BULLET = /^ {2}● +(.+)$/
const NOT_A_TEST =
  /^(?:Console$|process\.exit called|Cannot log after|Deprecation Warning|Validation (?:Warning|Error)|Multiple configurations)/
const SPACE = 32
const BULLET_SIGN = 0x25cf
const NOT_LOADED = 'Test suite failed to run'
const SUMMARY = /^Tests: +(\d+ \w+(?:, \d+ \w+)*)$/
const SUITES = /^Test Suites: (?:(\d+) failed)?.*\d{1,9} total$/

/** Jest's default reporter. A file that could not be loaded is a failure of its own; Jest leaves it out of the counts, and so do we. */
export const jest: LogGrammar = {
  framework: 'jest',
  start(limits): LogParser {
    let counts = NO_TESTS
    let sessions = 0
    const failures: ReportedFailure[] = []
    let found = new Map<string, { readonly file: string | null; readonly block: TextBlock }>()
    let block: TextBlock | null = null
    let file: string | null = null
    let isOpen = false
    let failedSuites = 0

    function bullet(title: string, number: number): void {
      block = null
      if (NOT_A_TEST.test(title) || found.size >= limits.maxFailures) return
      const key = `${file}\n${title}`
      if (found.has(key)) return
      block = textBlock(title, number, limits.maxMessage)
      found.set(key, { file, block })
    }

    function end(summary: string): void {
      const number = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
      const skipped = number('skipped') + number('todo') + number('pending')
      counts = addCounts(counts, countsOf({ passed: number('passed'), failed: number('failed'), errored: 0, skipped }))
      flush(number('failed') + failedSuites > 0 || number('passed') + skipped < number('total'))
      failedSuites = 0
      sessions++
    }

    /** Output of passing tests can look like a failure: where Jest counts none, only files that could not be loaded are left. */
    function flush(hasFailures: boolean): void {
      for (const { file: path, block: lines } of found.values()) {
        if (hasFailures || lines.title === NOT_LOADED) failures.push(toFailure(path, lines))
      }
      found = new Map()
      block = null
      file = null
      isOpen = false
    }

    function begin(word: string, path: string): void {
      isOpen = true
      file = word === 'FAIL' ? path : null
      block = null
    }

    /** True where the line is Jest's own, and no part of a failure. */
    function take(line: string, number: number): boolean {
      const first = line.charCodeAt(0)
      if (first === 84) return summary(line)
      if (first === SPACE && line.charCodeAt(2) === BULLET_SIGN) {
        const title = isOpen ? BULLET.exec(line)?.[1] : undefined
        if (title !== undefined) bullet(title, number)
        return title !== undefined
      }
      const head = first === SPACE || first === 70 || first === 80 || first === 35 ? FILE.exec(line) : null
      if (head) begin(head[1] ?? '', head[2] ?? '')
      return head !== null
    }

    function summary(line: string): boolean {
      const totals = SUMMARY.exec(line)?.[1]
      const suites = totals === undefined ? SUITES.exec(line) : null
      if (totals !== undefined) end(totals)
      else if (suites) {
        failedSuites = Number(suites[1] ?? 0)
        begin('', '')
      }
      return suites !== null || totals !== undefined
    }

    return {
      feed(line, number) {
        if (!take(line, number)) block?.add(line, number)
      },
      finish() {
        const isUnfinished = isOpen
        flush(true)
        return { sessions, counts, failures, started: sessions > 0 || isUnfinished, isUnfinished }
      },
    }
  },
}

function toFailure(file: string | null, block: TextBlock): ReportedFailure {
  const titles = block.title === NOT_LOADED ? [] : block.title.split(' › ')
  const text = block.text().trim()
  const message = text.split(/\n\s*(?:at |\d+ \||> \d+ \|)/)[0] ?? text
  return reportedFailure({ identity: titleIdentity('jest', file, titles), text, message: dedent(message), span: block.span() })
}

function dedent(text: string): string {
  return text.replace(/^ {4}/gm, '')
}
