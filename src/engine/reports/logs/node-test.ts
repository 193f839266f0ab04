import type { ReportedFailure } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import { reportedFailure } from '../reported-failure.ts'
import { titleIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const SUITE = /^((?: {2})*)▶ (.+?)$/
const FAILED = /^((?: {2})*)✖ (.+?) \([\d.]+ms\)$/
const TOTAL = /^ℹ (tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/
const LIST = /^✖ failing tests:$/
const PLACE = /^test at (.+?):\d+:\d+$/
const COUNTED: Readonly<Record<string, 'passed' | 'failed' | 'skipped'>> = {
  ...{ pass: 'passed', fail: 'failed', cancelled: 'failed' },
  ...{ skipped: 'skipped', todo: 'skipped' },
}
const MAX_DEPTH = 100

/** The spec reporter of `node --test`: a tree, the totals, then each failing test with its place. */
export const nodeTest: LogGrammar = {
  framework: 'node',
  start(limits): LogParser {
    let counts = NO_TESTS
    let totals = { passed: 0, failed: 0, errored: 0, skipped: 0 }
    let sessions = 0
    let isListing = false
    let file: string | null = null
    let block: TextBlock | null = null
    /** The suites that are open above a test in the tree. */
    let open: string[] = []
    /** The suites of each title in the tree; a title that stands there twice has none. */
    const suitesOf = new Map<string, readonly string[]>()
    const found: { readonly file: string | null; readonly block: TextBlock }[] = []

    function inTree(line: string): void {
      const suite = SUITE.exec(line)
      const failed = suite ? null : FAILED.exec(line)
      const depth = Math.min((suite?.[1] ?? failed?.[1] ?? '').length / 2, MAX_DEPTH)
      if (suite) open = [...open.slice(0, depth), suite[2] ?? '']
      else if (failed && open[depth] !== failed[2] && suitesOf.size < limits.maxFailures) {
        const title = failed[2] ?? ''
        suitesOf.set(title, suitesOf.has(title) ? [] : open.slice(0, depth))
      }
    }

    function total(word: string, value: number): void {
      const key = COUNTED[word]
      if (key) totals[key] += value
      if (word !== 'duration_ms') return
      counts = addCounts(counts, countsOf(totals))
      totals = { passed: 0, failed: 0, errored: 0, skipped: 0 }
      sessions++
    }

    function listed(line: string, number: number): void {
      const place = PLACE.exec(line)?.[1]
      const title = FAILED.exec(line)
      if (place !== undefined) file = place
      else if (title && title[1] === '' && file !== null) {
        block = textBlock(title[2] ?? '', number, limits.maxMessage)
        if (found.length < limits.maxFailures) found.push({ file, block })
        file = null
      } else if (line !== '' && !line.startsWith(' ')) isListing = false
      else block?.add(line, number)
    }

    return {
      feed(line, number) {
        const summed = line.startsWith('ℹ') ? TOTAL.exec(line) : null
        if (summed) total(summed[1] ?? '', Number(summed[2]))
        else if (sessions > 0 && LIST.test(line)) isListing = true
        else if (isListing) listed(line, number)
        else if (line.includes('▶') || line.includes('✖')) inTree(line)
      },
      finish() {
        const failures = found.map((one) => toFailure(one.file, suitesOf.get(one.block.title) ?? [], one.block))
        return { sessions, counts, failures, started: sessions > 0, isUnfinished: false }
      },
    }
  },
}

function toFailure(file: string | null, suites: readonly string[], block: TextBlock): ReportedFailure {
  const text = block.text().trim()
  const message = text.split(/\n\s+at /)[0]?.trim() ?? text
  return reportedFailure({ identity: titleIdentity('node', file, [...suites, block.title]), text, message, span: block.span() })
}
