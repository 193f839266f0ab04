import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { pythonIdentity, type TestIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const RULE = /^={60,}$/
const THIN_RULE = /^-{60,}$/
const HEADING = /^(?:ERROR|FAIL|UNEXPECTED SUCCESS): (\S.*)$/
const RAN = /^Ran (\d+) tests? in [\d.]+s$/
const STATUS = /^(?:OK|FAILED|NO TESTS RAN)(?: \((.*)\))?$/
/** Fixtures of classes and modules are not tests: `Ran` leaves them out. */
const FIXTURE = /^(?:setUp|tearDown)(?:Class|Module)\b/
/** A module that could not be loaded is reported in place of its tests. */
const LOADER = /\(unittest\.loader\.|_FailedTest/
/** Other output may come between `Ran` and the status: they go to different streams. */
const MAX_GAP = 200

/** unittest, and the runners that print like it (Django's, nose, nose2). */
export const unittest: LogGrammar = {
  framework: 'unittest',
  start(limits): LogParser {
    let counts = NO_TESTS
    let sessions = 0
    const failures: ReportedFailure[] = []
    let pending: TextBlock[] = []
    let block: TextBlock | null = null
    let afterRule = -10
    let ran: { readonly tests: number; readonly line: number } | null = null

    function end(details: string): void {
      const numbers = new Map(details.split(', ').map((pair) => [pair.split('=')[0]?.toLowerCase(), Number(pair.split('=')[1])]))
      const number = (key: string) => numbers.get(key) || 0
      const skipped = number('skipped') + number('skip') + number('expected failures')
      const bad = new Set(pending.filter(({ title }) => !FIXTURE.test(title)).map(({ title }) => withoutSubtest(title)))
      const failed = number('failures')
      const errored = number('errors')
      const ownFailures = Math.min(pending.length > 0 ? bad.size : failed + errored, failed + errored)
      counts = addCounts(counts, countsOf({ passed: (ran?.tests ?? 0) - skipped - ownFailures, failed, errored, skipped }))
      sessions++
      flush()
      ran = null
    }

    function flush(): void {
      for (const found of pending) failures.push(toFailure(found))
      pending = []
      block = null
    }

    function begin(title: string, number: number): void {
      if (pending.length >= limits.maxFailures) return
      block = textBlock(title, number, limits.maxMessage)
      pending.push(block)
    }

    /** True where the line is the runner's own, and no part of a failure. */
    function take(line: string, number: number): boolean {
      const first = line.charCodeAt(0)
      if (first === 61 && RULE.test(line)) {
        afterRule = number
        block = null
        return true
      }
      const tests = first === 82 ? RAN.exec(line)?.[1] : undefined
      if (tests !== undefined) {
        ran = { tests: Number(tests), line: number }
        block = null
        return true
      }
      const title = number - afterRule < 4 && (first === 69 || first === 70 || first === 85) ? HEADING.exec(line)?.[1] : undefined
      if (title !== undefined) begin(title, number)
      return title !== undefined
    }

    return {
      feed(line, number) {
        if (take(line, number)) return
        const first = line.charCodeAt(0)
        const isNear = ran !== null && number - ran.line < MAX_GAP && (first === 79 || first === 70 || first === 78)
        const status = isNear ? STATUS.exec(line) : null
        if (status) end(status[1] ?? '')
        else if (block && !THIN_RULE.test(line)) block.add(line, number)
      },
      finish() {
        const isUnfinished = pending.length > 0 || ran !== null
        flush()
        return { sessions, counts, failures, started: sessions > 0 || isUnfinished, isUnfinished }
      },
    }
  },
}

function withoutSubtest(title: string): string {
  return title.replace(/(\([\w.<>]+\)) .*$/, '$1')
}

function toFailure(block: TextBlock): ReportedFailure {
  const text = block.text().trim()
  const message = text
    .split(/\n\n/)
    .findLast((part) => /^\S/m.test(part))
    ?.split('\n')
    .findLast((line) => /^[\w.]+(?:Error|Exception|Failure|Exit|Warning)?\b/.test(line))
  const name = LOADER.test(block.title) ? { name: block.title } : {}
  return reportedFailure({ identity: headingIdentity(block.title), ...name, text, message: message ?? '', span: block.span() })
}

/** `test_x (a.b.Class)`, since Python 3.11 `test_x (a.b.Class.test_x)`; subtests add `[message] (i=1)`. nose: `a.b.test_x`. */
function headingIdentity(title: string): TestIdentity {
  const [, name = '', path = '', subtest = ''] = /^(.+?) \(([\w.<>]+)\)(?: (.+))?$/.exec(title) ?? []
  if (!path) {
    const dotted = title.split('.')
    return pythonIdentity('unittest', dotted.slice(0, -1).join('.'), dotted.at(-1) ?? title, null)
  }
  if (LOADER.test(title)) {
    return { framework: 'unittest', file: `${name.replaceAll('.', '/')}.py`, suitePath: [], name: '', parameters: null }
  }
  const owner = path.endsWith(`.${name}`) ? path.slice(0, -name.length - 1) : path
  const identity = pythonIdentity('unittest', owner, name, null)
  return subtest ? { ...identity, parameters: subtest.replace(/^\((.*)\)$/, '$1') } : identity
}
