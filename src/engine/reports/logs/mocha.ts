import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { titleIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const TOTAL = /^ *(?:[✓✔] )?(\d+) (passing|failing|pending)(?: \([\d.]+ ?m?[smh]\))?$/
const NUMBERED = /^ {1,4}(\d+)\) (.*)$/
const CYPRESS_FILE = /^ *Running: +(\S+\.[cm]?[jt]sx?) +\(\d+ of \d+\)/
/** The titles below the first are indented by 7, 9, 11 … */
const FIRST_INDENT = 7
const MAX_TITLE_LINES = 40

type Failing = { readonly titles: string[]; readonly block: TextBlock; readonly file: string | null }

/** Mocha's spec, dot and list reporters, and Cypress, which prints with them. */
export const mocha: LogGrammar = {
  framework: 'mocha',
  start(limits): LogParser {
    let counts = NO_TESTS
    let sessions = 0
    const failing: Failing[] = []
    let open: Failing | null = null
    let inTitles = false
    let titleLines = 0
    let expected = 0
    let next = 1
    let file: string | null = null

    function total(number: number, word: string): void {
      if (word === 'passing') {
        sessions++
        expected = 0
        open = null
      } else if (sessions === 0) return
      if (word === 'failing') {
        expected = number
        next = 1
      }
      const only = { passed: 0, failed: 0, errored: 0, skipped: 0 }
      const key = word === 'passing' ? 'passed' : word === 'failing' ? 'failed' : 'skipped'
      counts = addCounts(counts, countsOf({ ...only, [key]: number }))
    }

    function begin(title: string, line: number): void {
      next++
      open = { titles: [title], block: textBlock(title, line, limits.maxMessage), file }
      inTitles = true
      titleLines = 0
      if (failing.length < limits.maxFailures) failing.push(open)
    }

    function detail(line: string, number: number, current: Failing): void {
      const indent = line.search(/\S/)
      if (inTitles && indent === FIRST_INDENT + 2 * (current.titles.length - 1)) current.titles.push(line.trim())
      else if (inTitles && !current.titles.at(-1)?.endsWith(':') && titleLines++ < MAX_TITLE_LINES) {
        // a title that itself holds line breaks
        current.titles.push(`${current.titles.pop()} ${line.trim()}`)
      } else {
        inTitles = false
        if (indent === 0 && next > expected) open = null
        else current.block.add(line, number)
      }
    }

    function totals(line: string): boolean {
      const match = TOTAL.exec(line)
      if (match) total(Number(match[1]), match[2] ?? '')
      else file = CYPRESS_FILE.exec(line)?.[1] ?? file
      return match !== null
    }

    return {
      feed(line, number) {
        if ((line.endsWith('g') || line.endsWith(')')) && totals(line)) return
        const numbered = next <= expected ? NUMBERED.exec(line) : null
        if (numbered && Number(numbered[1]) === next) begin((numbered[2] ?? '').trim(), number)
        else if (open) detail(line, number, open)
      },
      finish() {
        const failures = failing.map(toFailure)
        return { sessions, counts, failures, started: sessions > 0, isUnfinished: next <= expected }
      },
    }
  },
}

function toFailure({ titles, block, file }: Failing): ReportedFailure {
  const path = titles.map((title, index) => (index === titles.length - 1 ? title.replace(/:$/, '') : title))
  const text = block.text().trim()
  const message = text.split(/\n\s+at /)[0] ?? text
  return reportedFailure({ identity: titleIdentity(file ? 'cypress' : 'mocha', file, path), text, message, span: block.span() })
}
