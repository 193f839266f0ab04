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
  tornDown(): { readonly failed: number; readonly passed: number }
}

const SUMMARY_LINE = /^(?:FAILED|ERROR|SUBFAIL(?:ED)?(?:\[[^\]]*\])? ?(?:\([^)]*\))?) (?:\[[^\]]*\] )?(\S.*)$/
const XDIST_RESULT = /^\[gw\d+\] \[ *\d+%\] (?:FAILED|ERROR) (\S.*)$/
const RESULT_TAIL = /^ (?:FAILED|ERROR)(?: \([^()]*\))?(?: +\[ *\d+%\])?$/
const TEARDOWN = 'ERROR at teardown of '
const CRASHED = /^worker '[^']+' crashed while running '(.+)'$/m
const LISTINGS = new Set(['FAILURES', 'ERRORS'])

/** From a session's first line to its summary. */
export function pytestSession(limits: ReportLimits): PytestSession {
  const blocks: TextBlock[] = []
  const bySubject = new Map<string, TextBlock[]>()
  const listed: FailedNode[] = []
  const seen: FailedNode[] = []
  let isOpen = false
  let section = ''
  let block: TextBlock | null = null

  function listing(line: string, number: number): void {
    const title = line.startsWith('_') ? headingOf(line) : null
    if (title === null) block?.add(line, number)
    else if (blocks.length < limits.maxFailures) {
      block = textBlock(title, number, limits.maxMessage)
      blocks.push(block)
      const subject = subjectOf(title)
      const same = bySubject.get(subject)
      if (same) same.push(block)
      else bySubject.set(subject, [block])
    }
  }

  function feed(line: string, number: number): void {
    if (LISTINGS.has(section)) listing(line, number)
    else if (section === 'short test summary info') {
      const node = SUMMARY_LINE.exec(line)?.[1]
      if (node && listed.length < limits.maxFailures)
        listed.push({ ...splitMessage(node, bySubject), line: number, isError: line.startsWith('ERROR') })
    } else if (isOpen && mayBeResult(line) && (line.includes('FAILED') || line.includes('ERROR'))) {
      const id = resultOf(line)
      if (id && seen.length < limits.maxFailures) seen.push({ id, message: '', line: number, isError: false })
    }
  }

  /** The section of a node, each for one node only: a test can fail, and its teardown as well. */
  function takeBlock(title: string, isError: boolean): TextBlock | undefined {
    const same = bySubject.get(title) ?? []
    const at = same.findIndex((candidate) => candidate.title.startsWith('ERROR ') === isError)
    return same.splice(Math.max(at, 0), 1)[0]
  }

  function listedFailure(node: FailedNode): ReportedFailure {
    const mine = takeBlock(titleOf(node.id), node.isError)
    const span = mine?.span() ?? [node.line, node.line]
    const text = mine?.text() ?? node.message
    return reportedFailure({ identity: nodeIdentity(node.id), text, message: messageOf(text) || node.message, span })
  }

  /** Of the tests whose teardown failed: how many are counted a second time, as failed or as passed. */
  function tornDown(): { readonly failed: number; readonly passed: number } {
    const subjects = blocks.filter(({ title }) => title.startsWith(TEARDOWN)).map(({ title }) => subjectOf(title))
    const failing = new Set(blocks.filter(({ title }) => !title.startsWith('ERROR ')).map(({ title }) => subjectOf(title)))
    const failed = subjects.filter((subject) => failing.has(subject)).length
    return { failed, passed: subjects.length - failed }
  }

  function failures(): readonly ReportedFailure[] {
    const nodes = listed.length > 0 ? listed : seen
    const ids = new Set(nodes.map(({ id }) => id))
    /** xdist heads the crash of a worker with the file of the test that it names. */
    const isTold = (text: string) => ids.has(CRASHED.exec(text)?.[1] ?? '')
    const found = nodes.map(listedFailure)
    const named = new Set(nodes.map(({ id }) => titleOf(id)))
    for (const [subject, [rest]] of bySubject) {
      const text = rest?.text() ?? ''
      if (!rest || named.has(subject) || isTold(text)) continue
      found.push(reportedFailure({ identity: headingIdentity(subject, text), text, message: messageOf(text), span: rest.span() }))
    }
    return [...new Map(found.reverse().map((failure) => [failure.testId, failure])).values()].reverse()
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
    tornDown,
  }
}

/** The title between two rules of underscores; the rules between the frames of a traceback have none. */
function headingOf(line: string): string | null {
  if (!line.endsWith('_')) return null
  const title = line.replace(/^_+ /, '').replace(/ _{1,200}$/, '')
  return title.length < line.length && /[^_ ]/.test(title) && !title.startsWith('_') ? title : null
}

/** A cheap look at how the line begins and ends, before it is searched. */
function mayBeResult(line: string): boolean {
  const last = line.charCodeAt(line.length - 1)
  return last === 93 || last === 41 || last === 68 || last === 82 || line.startsWith('[gw')
}

/** The id in `id FAILED [ 50%]`, and in what xdist writes with `-v`. */
function resultOf(line: string): string | null {
  const xdist = XDIST_RESULT.exec(line)
  if (xdist) return xdist[1]?.trimEnd() ?? null
  const at = Math.max(line.lastIndexOf(' FAILED'), line.lastIndexOf(' ERROR'))
  const id = line.slice(0, at)
  return at > 0 && id.includes('::') && !id.startsWith(' ') && RESULT_TAIL.test(line.slice(at)) ? id : null
}

/** `id - message`; a row of a parametrised test may itself hold ` - `, so a known heading decides, then the brackets. */
function splitMessage(text: string, subjects: ReadonlyMap<string, unknown>): { readonly id: string; readonly message: string } {
  const cuts: number[] = []
  for (let at = text.indexOf(' - '); at >= 0 && cuts.length < 20; at = text.indexOf(' - ', at + 1)) cuts.push(at)
  const candidates = [...cuts.map((at) => ({ id: text.slice(0, at), message: text.slice(at + 3) })), { id: text, message: '' }]
  const isWhole = ({ id }: { readonly id: string }) => !id.includes('[') || id.endsWith(']')
  return candidates.find(({ id }) => subjects.has(titleOf(id))) ?? candidates.find(isWhole) ?? { id: text, message: '' }
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

/** The lines that pytest marks with E, without the mark; else the last line. */
function messageOf(text: string): string {
  const marked = [...text.matchAll(/^E(?: {1,7}(.*))?$/gm)].map(([, line = '']) => line)
  return marked.join('\n').trim()
}
