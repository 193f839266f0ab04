import type { ReportedFailure, TestCounts } from '../../../model/test-report.ts'
import { addCounts, countsOf, NO_TESTS } from '../reading.ts'
import type { ReportLimits } from '../report-limits.ts'
import { reportedFailure } from '../reported-failure.ts'
import { junitIdentity, type TestIdentity } from '../test-identity.ts'
import type { LogGrammar, LogParser } from './grammar.ts'
import { type TextBlock, textBlock } from './text-block.ts'

const LEVEL = /^(?:\[(?:ERROR|INFO|WARNING)\]|##\[(?:error|warning)\]|Error:|Warning:) ?/
/** The totals of a module; a class's own line adds the time. */
const TOTAL = /^ ?Tests run: (\d+), Failures: (\d+), Errors: (\d+), Skipped: (\d+)(?:, Flakes: \d+)?(, Time elapsed: .*)?$/
const FAILED = /^ ?(\S.*?)(?: --)? {1,2}Time elapsed: [\d.,]+ (?:s|sec|ms) +<<< (?:FAILURE|ERROR)!/
const BANNER = ' T E S T S'
const CLASS_START = /^ ?Running ((?:[\w$]+\.)*[\w$]+)$/
const RESULT = /^ {2,3}(\S.*)$/
const RESULT_HEADING = /^ ?(Failed tests|Tests in error|Failures|Errors): ?(.*)$/

/** Surefire and Failsafe, 2.x to 3.x: one set of totals for each module and provider. */
export const maven: LogGrammar = {
  framework: 'maven',
  start(limits): LogParser {
    let counts = NO_TESTS
    let sessions = 0
    let isOpen = false
    let hasBanner = false
    const failures: ReportedFailure[] = []
    let module = surefireModule(limits)
    let className = ''

    function total(match: RegExpExecArray): void {
      const [, run, failed, errored, skipped, isClass] = match
      const found = { failed: Number(failed), errored: Number(errored), skipped: Number(skipped) }
      const own = countsOf({ ...found, passed: Number(run) - found.failed - found.errored - found.skipped })
      module.endBlock()
      isOpen = true
      if (isClass !== undefined) return
      counts = addCounts(counts, own)
      sessions++
      flush(own)
    }

    function flush(own: TestCounts | null): void {
      if (!own || own.failed + own.errored > 0) failures.push(...module.failures())
      module = surefireModule(limits)
      isOpen = false
    }

    /** True where the line is Surefire's own, and no part of a failure. */
    function take(level: string, number: number): boolean {
      const totals = level.startsWith('Tests run:') || level.startsWith(' Tests run:') ? TOTAL.exec(level) : null
      if (totals) total(totals)
      const failed = !totals && (isOpen || hasBanner) && level.includes('<<<') ? FAILED.exec(level) : null
      if (failed) module.begin(failed[1] ?? '', className, number)
      const running = hasBanner && (level.startsWith('Running ') || level.startsWith(' Running ')) ? CLASS_START.exec(level) : null
      if (running) {
        className = running[1] ?? ''
        isOpen = true
        module.endBlock()
      }
      return totals !== null || failed !== null || running !== null
    }

    return {
      feed(line, number) {
        const first = line.charCodeAt(0)
        const level = first === 91 || first === 35 || first === 69 || first === 87 ? line.replace(LEVEL, '') : line
        if (!hasBanner && (first === 32 || first === 91)) hasBanner = level.endsWith(BANNER)
        if (!take(level, number) && isOpen) module.add(line, level, number)
      },
      finish() {
        const isUnfinished = isOpen
        flush(null)
        return { sessions, counts, failures, started: sessions > 0 || isUnfinished, isUnfinished }
      },
    }
  },
}

type SurefireModule = {
  begin(title: string, className: string, number: number): void
  endBlock(): void
  add(line: string, level: string, number: number): void
  failures(): readonly ReportedFailure[]
}

/** The failing tests between two totals. The list under `Results` names what failed after reruns; the details are above it. */
function surefireModule(limits: ReportLimits): SurefireModule {
  const found = new Map<string, { readonly identity: TestIdentity; readonly block: TextBlock }>()
  const results: { readonly text: string; readonly line: number }[] = []
  let block: TextBlock | null = null
  let inResults = false
  return {
    begin(title, className, number) {
      const identity = surefireIdentity(title, className)
      const key = `${identity.suitePath.join('.')}#${identity.name}[${identity.parameters}]`
      block = null
      if (found.has(key) || found.size >= limits.maxFailures) return
      block = textBlock(title, number, limits.maxMessage)
      found.set(key, { identity, block })
    },
    endBlock() {
      block = null
    },
    add(line, level, number) {
      const heading = RESULT_HEADING.exec(level)
      if (heading) inResults = true
      const text = heading ? heading[2] : inResults ? RESULT.exec(level)?.[1] : ''
      if (text) results.push({ text, line: number })
      if (line.trim() === '' || line.startsWith('[')) block = null
      else block?.add(line, number)
    },
    failures() {
      const isGone = ({ identity }: { readonly identity: TestIdentity }) =>
        results.length > 0 && identity.name !== '' && !results.some((result) => names(result.text, identity))
      const kept = [...found.values()].filter((entry) => !isGone(entry))
      if (kept.length > 0) return kept.map(({ identity, block: lines }) => toFailure(identity, lines))
      return results.map(({ text, line }) => reportedFailure({ identity: resultIdentity(text), text, span: [line, line] }))
    },
  }
}

function names(result: string, identity: TestIdentity): boolean {
  return (
    result.includes(identity.name.replace(/[({].*$/s, '').trim()) || result.includes(identity.suitePath.at(-1)?.split('.').at(-1) ?? '')
  )
}

/** `package.Class.method` since 2.20, `method(package.Class)` before; a class alone failed as a whole. */
function surefireIdentity(title: string, className: string): TestIdentity {
  const old = /^(.+)\(([\w$]+(?:\.[\w$]+)+)\)$/.exec(title)
  if (old) return junitIdentity('maven', old[2] ?? '', old[1] ?? '')
  if (title === className) return junitIdentity('maven', title, '')
  if (className && title.startsWith(`${className}.`)) return junitIdentity('maven', className, title.slice(className.length + 1))
  const named = /^((?:[a-z_][\w$]*\.)*[A-Z][\w$]*)\.(.+)$/.exec(title)
  if (named) return junitIdentity('maven', named[1] ?? '', named[2] ?? '')
  return /^[\w.$]+$/.test(title) && title.includes('.') ? junitIdentity('maven', title, '') : junitIdentity('maven', className, title)
}

/** `Class.method:33 message`, `Class>Parent.method:33 » Exception`, `method(package.Class): message`. */
function resultIdentity(text: string): TestIdentity {
  const old = /^(\S+)\(([\w.$]+)\)/.exec(text)
  if (old) return junitIdentity('maven', old[2] ?? '', old[1] ?? '')
  const [, className = '', method = ''] = /^([\w$]+)(?:>[\w$]+)?\.([\w$]+(?:\[[^\]]*\]|\{[^}]*\})?)/.exec(text) ?? []
  return junitIdentity('maven', className, method || text.slice(0, 200))
}

function toFailure(identity: TestIdentity, block: TextBlock): ReportedFailure {
  const text = block.text().trim()
  const message = text.split(/\n\s*at /)[0] ?? text
  return reportedFailure({ identity, text, message: message || block.title, span: block.span() })
}
