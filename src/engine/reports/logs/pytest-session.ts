import type { ReportedFailure } from '../../../model/test-report.ts'
import type { ReportLimits } from '../report-limits.ts'
import { reportedFailure } from '../reported-failure.ts'
import { pytestIdentity, splitParameters, type TestIdentity } from '../test-identity.ts'
import { type TextBlock, textBlock } from './text-block.ts'

/** A failing node as a line of results or the short summary names it. */
type FailedNode = { readonly id: string; readonly message: string; readonly line: number; readonly isError: boolean }

export type PytestSession = {
  open(): void
  isOpen(): boolean
  /** Within the sections that print tracebacks and captured output. */
  isListing(): boolean
  section(title: string): void
  feed(line: string, number: number): void
  failures(): readonly ReportedFailure[]
}

const HEADING = /^_+ (.*[^_ ].*) _+$/
const SUMMARY_LINE = /^(?:FAILED|ERROR|SUBFAIL(?:ED)?(?:\([^)]*\)|\[[^\]]*\])?) (?:\[[^\]]*\] )?(\S.*)$/
const XDIST_RESULT = /^\[gw\d+\] \[ *\d+%\] (?:FAILED|ERROR) (\S.*?) *$/
const VERBOSE_RESULT = /^(\S.*::.*?) (?:FAILED|ERROR)(?: \(.*\))?(?: +\[ *\d+%\])?$/
const LISTINGS = new Set(['FAILURES', 'ERRORS'])

/** From a session's first line to its summary. */
export function pytestSession(limits: ReportLimits): PytestSession {
  const blocks: TextBlock[] = []
  const listed: FailedNode[] = []
  const seen: FailedNode[] = []
  let isOpen = false
  let section = ''
  let block: TextBlock | null = null

  function listing(line: string, number: number): void {
    const title = line.startsWith('_') ? HEADING.exec(line)?.[1] : undefined
    if (title !== undefined && blocks.length < limits.maxFailures) {
      block = textBlock(title, number, limits.maxMessage)
      blocks.push(block)
    } else block?.add(line, number)
  }

  function feed(line: string, number: number): void {
    if (LISTINGS.has(section)) listing(line, number)
    else if (section === 'short test summary info') {
      const node = SUMMARY_LINE.exec(line)?.[1]
      if (node && listed.length < limits.maxFailures)
        listed.push({ ...splitMessage(node, blocks), line: number, isError: line.startsWith('ERROR') })
    } else if (isOpen && (line.includes('FAILED') || line.includes('ERROR'))) {
      const id = (XDIST_RESULT.exec(line) ?? VERBOSE_RESULT.exec(line))?.[1]
      if (id && seen.length < limits.maxFailures) seen.push({ id, message: '', line: number, isError: false })
    }
  }

  function failures(): readonly ReportedFailure[] {
    const found = new Map<string, ReportedFailure>()
    const free = new Set(blocks)
    for (const node of listed.length > 0 ? listed : seen) {
      const title = titleOf(node.id)
      const own = blocks.filter((candidate) => free.has(candidate) && subjectOf(candidate.title) === title)
      const mine = own.find((candidate) => candidate.title.startsWith('ERROR ') === node.isError) ?? own[0]
      if (mine) free.delete(mine)
      const span = mine?.span() ?? [node.line, node.line]
      const text = mine?.text() ?? node.message
      const failure = reportedFailure({ identity: nodeIdentity(node.id), text, message: messageOf(text) || node.message, span })
      if (!found.has(failure.testId)) found.set(failure.testId, failure)
    }
    for (const rest of free) {
      const text = rest.text()
      const identity = headingIdentity(subjectOf(rest.title), text)
      const failure = reportedFailure({ identity, text, message: messageOf(text), span: rest.span() })
      if (!isKnown(found, identity, failure.testId)) found.set(failure.testId, failure)
    }
    return [...found.values()]
  }

  return {
    open() {
      isOpen = true
    },
    isOpen: () => isOpen || blocks.length > 0 || listed.length > 0,
    isListing: () => LISTINGS.has(section),
    section(title) {
      section = title
      block = null
    },
    feed,
    failures,
  }
}

/** `id - message`; a row of a parametrised test may itself hold ` - `, so a known heading decides, then the brackets. */
function splitMessage(text: string, blocks: readonly TextBlock[]): { readonly id: string; readonly message: string } {
  const cuts: number[] = []
  for (let at = text.indexOf(' - '); at >= 0 && cuts.length < 20; at = text.indexOf(' - ', at + 1)) cuts.push(at)
  const candidates = [...cuts.map((at) => ({ id: text.slice(0, at), message: text.slice(at + 3) })), { id: text, message: '' }]
  const titles = new Set(blocks.map(({ title }) => subjectOf(title)))
  const isWhole = ({ id }: { readonly id: string }) => !id.includes('[') || id.endsWith(']')
  return candidates.find(({ id }) => titles.has(titleOf(id))) ?? candidates.find(isWhole) ?? { id: text, message: '' }
}

/** `a.py::Class::test[x]` is headed `Class.test[x]`; a file that could not be collected by its path. */
function titleOf(id: string): string {
  const open = id.indexOf('[')
  const head = open < 0 ? id : id.slice(0, open)
  const [file = '', ...path] = head.split('::')
  return path.length > 0 ? path.join('.') + (open < 0 ? '' : id.slice(open)) : file
}

function subjectOf(title: string): string {
  return title.replace(/^ERROR (?:at (?:setup|teardown) of|collecting) /, '').replace(/ (?:\[[^\]]*\] )?\([^()]*=[^()]*\)$/, '')
}

function nodeIdentity(id: string): TestIdentity {
  const identity = pytestIdentity(id)
  return id.includes('::') ? identity : { ...identity, file: id, suitePath: [], name: '', parameters: null }
}

/** Without a node id, the first place in the traceback is in the test's own file. */
function headingIdentity(title: string, text: string): TestIdentity {
  if (/\.py$/.test(title)) return nodeIdentity(title)
  const { name, parameters } = splitParameters(title)
  const path = name.split('.')
  const file = /^([^\s:]+\.py):\d+: /m.exec(text)?.[1] ?? null
  return { framework: 'pytest', file, suitePath: path.slice(0, -1), name: path.at(-1) ?? '', parameters }
}

function isKnown(found: ReadonlyMap<string, ReportedFailure>, identity: TestIdentity, testId: string): boolean {
  const end = testId.slice((identity.file ?? '').length)
  return [...found.keys()].some((known) => known === testId || (identity.name !== '' && known.endsWith(end)))
}

/** The lines that pytest marks with E, without the mark; else the last line. */
function messageOf(text: string): string {
  const marked = [...text.matchAll(/^E(?: {1,7}(.*))?$/gm)].map(([, line = '']) => line)
  return marked.join('\n').trim()
}
