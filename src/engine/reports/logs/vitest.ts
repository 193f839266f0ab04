import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { titleIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const FAIL = /^ ?FAIL {2,}(?:\S+ {1,3}){0,3}?(\S+\.(?:[cm]?[jt]sx?|vue|svelte))(?: > (.+)| \[ .+ \])$/
const RULE = /^⎯/
/** Heads an error that no test took; which file was running is said below it. */
const UNHANDLED = /^⎯+ Unhandled (?:Rejection|Error|Exception) ⎯+$/
const ORIGIN = /^This error originated in "(\S+)" test file\./
const SUMMARY = /^ *Tests {2,}(?:(\d+ [a-z ]+(?: \| \d+ [a-z ]+)*)(?: \(\d+\))?|no tests)$/
const FILES = /^ *Test Files {2,}/
const FRAME = /^ *(?:Tests? |RUN |DEV )/
const HEADER = /^ *(?:RUN|DEV) {2}v\d+\.\d+/

/** Vitest's default and verbose reporters. Several `FAIL` lines in a row share what follows. */
export const vitest: LogGrammar = {
  framework: 'vitest',
  start(limits): LogParser {
    let counts = NO_TESTS
    let sessions = 0
    const failures: ReportedFailure[] = []
    let found = new Map<string, { readonly file: string; readonly block: TextBlock }>()
    let sharing: TextBlock[] = []
    let isHead = false
    let isOpen = false
    let unhandled: TextBlock | null = null

    function head(file: string, titles: string, number: number): void {
      if (!isHead) sharing = []
      isHead = true
      isOpen = true
      const key = `${file} > ${titles}`
      if (found.has(key) || found.size >= limits.maxFailures) return
      const block = textBlock(titles, number, limits.maxMessage)
      found.set(key, { file, block })
      sharing.push(block)
    }

    function end(summary: string): void {
      const number = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(summary)?.[1] ?? 0)
      const passed = number('passed') + number('expected fail')
      counts = addCounts(counts, countsOf({ passed, failed: number('failed'), errored: 0, skipped: number('skipped') + number('todo') }))
      sessions++
      flush()
    }

    function flush(): void {
      for (const { file, block } of found.values()) failures.push(toFailure(file, block))
      found = new Map()
      sharing = []
      isHead = false
      isOpen = false
    }

    /** True where the line is Vitest's own, and no part of a failure. */
    function take(line: string, number: number): boolean {
      const first = line.charCodeAt(0)
      if (first === 0x23af && RULE.test(line)) {
        sharing = []
        isHead = false
        unhandled = UNHANDLED.test(line) ? textBlock('', number, limits.maxMessage) : null
        return true
      }
      if (first !== 32 && first !== 70 && first !== 84) return false
      const fail = line.startsWith('FAIL ') || line.startsWith(' FAIL ') ? FAIL.exec(line) : null
      if (fail) head(fail[1] ?? '', fail[2] ?? '', number)
      return fail !== null || frame(line)
    }

    /** The first and the last lines of a run. */
    function frame(line: string): boolean {
      if (!FRAME.test(line)) return false
      const summary = SUMMARY.exec(line)
      if (summary) end(summary[1] ?? '')
      else if (HEADER.test(line) || FILES.test(line)) {
        isOpen = true
        sharing = []
      } else return false
      return true
    }

    function unhandledLine(line: string, number: number, block: TextBlock): void {
      const file = ORIGIN.exec(line)?.[1]
      if (file === undefined) block.add(line, number)
      else unhandled = null
      if (file !== undefined && failures.length < limits.maxFailures) failures.push(toFailure(file, block))
    }

    return {
      feed(line, number) {
        if (take(line, number)) return
        if (unhandled) unhandledLine(line, number, unhandled)
        if (sharing.length === 0) return
        isHead = false
        for (const block of sharing) block.add(line, number)
      },
      finish() {
        const isUnfinished = isOpen
        flush()
        return { sessions, counts, failures, started: sessions > 0 || isUnfinished, isUnfinished }
      },
    }
  },
}

function toFailure(file: string, block: TextBlock): ReportedFailure {
  const titles = block.title ? block.title.split(' > ') : []
  const text = block.text().trim()
  const message = text.split(/\n\s*(?:❯|at ) /)[0] ?? text
  return reportedFailure({ identity: titleIdentity('vitest', file, titles), text, message, span: block.span() })
}
