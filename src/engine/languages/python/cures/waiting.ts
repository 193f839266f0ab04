import type { CuredFile, CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { escapeRegExp } from '../../whole-word.ts'
import { pythonSyntax } from '../syntax.ts'
import { isAskedAgain } from './asked-again.ts'

const { is, call, member } = pythonSyntax
const SLEEP = /^(?:time\.|asyncio\.|trio\.|anyio\.)?sleep$/
/** Seconds for which a condition is waited for, at the least; the pause between two questions. */
const MOST_SECONDS = 5
const PAUSE = 0.01

/** In place of a sleep: asks for what the assertions behind it demand, until it holds or the time is over. */
export function waitForCondition({ test, lines, isBounded }: CureInput): CureFound {
  const { file, body } = test
  const sleeps = sleepsIn(test)
  const asked = sleeps.flatMap((sleep) => {
    const assertions = assertionsBehind(sleep)
    const isOther = sleeps.length > 1 && lines.length > 0 && !assertions.some(({ line }) => lines.includes(line))
    return assertions.length === 0 || isOther ? [] : [{ sleep, conditions: assertions.flatMap((one) => namedChildren(one).slice(0, 1)) }]
  })
  const edits = asked.flatMap(({ sleep, conditions }) => loopEdit(file, sleep, conditions, isBounded === true) ?? [])
  if (edits.length > 0) return { kind: 'edits', why: 'it waits until what it is about holds, and no longer than it has to', ways: [edits] }
  const [first] = asked
  if (first !== undefined)
    return { kind: 'refused', why: 'side-effects', what: first.conditions.map((one) => textOf(file.tree, one)).join(' and ') }
  const isWaiting = /\.(?:join|result|wait|gather)\(|\bThreadPoolExecutor\b|\bawait\b/.test(textOf(file.tree, body))
  return isWaiting && sleeps.length === 0 ? { kind: 'refused', why: 'product-race', what: 'what it asks for' } : { kind: 'none' }
}

function loopEdit(
  file: CuredFile,
  { node, callee, seconds }: Sleep,
  conditions: readonly SyntaxNode[],
  isBounded: boolean,
): CureEdit | null {
  const usable = conditions.filter((one) => isAskedAgain(file, one))
  // how long it is must be written there
  if (usable.length === 0 || (isBounded && seconds === 0)) return null
  const indent = /[ \t]*$/.exec(file.text.slice(0, node.start))?.[0] ?? ''
  const tries = Math.ceil((isBounded ? seconds : Math.max(MOST_SECONDS, 20 * seconds)) / PAUSE)
  const condition = usable.map((one) => bracketed(textOf(file.tree, one), usable.length)).join(' and ')
  const loop = [`for _ in range(${tries}):`, `    if ${condition}:`, '        break', `    ${callee}(${PAUSE})`].join(`\n${indent}`)
  return { file: file.path, start: node.start, end: node.end, replacement: loop }
}

/** Its sleeps as statements. */
export function pausesIn(test: CuredTest): readonly SyntaxNode[] {
  return sleepsIn(test).map(({ node }) => node)
}

type Sleep = { readonly node: SyntaxNode; readonly callee: string; readonly seconds: number; readonly block: SyntaxNode }

/** Sleeps of the test outside of loops: a loop asks again already. */
function sleepsIn({ file, body }: CuredTest): readonly Sleep[] {
  const found: Sleep[] = []
  const walk = (block: SyntaxNode): void => {
    for (const node of block.children) {
      const sleep = sleepAt(file, block, node)
      if (sleep !== null) found.push(sleep)
      else if (node.type === 'with_statement' || is(node, 'try', 'if')) for (const inner of blocksOf(node)) walk(inner)
    }
  }
  walk(body)
  return found
}

function sleepAt(file: CuredFile, block: SyntaxNode, node: SyntaxNode): Sleep | null {
  const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
  const own = inner !== undefined && is(inner, 'await') ? namedChildren(inner)[0] : inner
  const parts = own === undefined ? null : call(own)
  const callee = parts === null ? '' : textOf(file.tree, parts.callee)
  const [given] = parts?.arguments ?? []
  const seconds = given === undefined ? Number.NaN : Number(textOf(file.tree, given))
  // a pause of nothing lets others run: that is no time
  if (!SLEEP.test(callee) || seconds === 0) return null
  return { node, block, callee: inner === own ? callee : `await ${callee}`, seconds: Number.isFinite(seconds) ? seconds : 0 }
}

function blocksOf(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  visit(node, (inner) => {
    if (is(inner, 'block')) found.push(inner)
    return !is(inner, 'block')
  })
  return found
}

/** The assertions right behind a statement, up to the first other one. */
function assertionsBehind({ block, node }: Sleep): readonly SyntaxNode[] {
  const statements = namedChildren(block)
  const behind = statements.slice(statements.indexOf(node) + 1)
  const end = behind.findIndex(({ type }) => type !== 'assert_statement')
  return behind.slice(0, end < 0 ? behind.length : end)
}

function bracketed(text: string, count: number): string {
  const isOneLine = !text.includes('\n')
  const needs = count > 1 && /\bor\b|\bif\b|\blambda\b/.test(text)
  return needs || !isOneLine ? `(${text})` : text
}

/** Joins the threads that the test starts and leaves alone, and waits for coroutines that it makes and leaves alone. */
export function awaitResult({ test }: CureInput): CureFound {
  const { file, body } = test
  const text = textOf(file.tree, body)
  const edits: CureEdit[] = []
  visit(body, (node) => {
    if (!is(node, 'expressionStatement')) return true
    const [inner] = namedChildren(node)
    const parts = inner === undefined ? null : call(inner)
    const method = parts === null ? null : member(parts.callee)
    if (method === null || textOf(file.tree, method.name) !== 'start') return true
    const object = textOf(file.tree, method.object)
    const isThread = new RegExp(`\\b${escapeRegExp(object)}\\s*=\\s*(?:threading\\.|multiprocessing\\.)?(?:Thread|Process|Timer)\\(`).test(
      text,
    )
    if (!isThread || new RegExp(`\\b${escapeRegExp(object)}\\.join\\(`).test(text)) return true
    const indent = /[ \t]*$/.exec(file.text.slice(0, node.start))?.[0] ?? ''
    const at = joinPlace(test, node) ?? node
    edits.push({ file: file.path, start: at.end, end: at.end, replacement: `\n${indent}${object}.join()` })
    return true
  })
  return edits.length === 0 ? { kind: 'none' } : { kind: 'edits', why: 'it waits for the thread that it starts', ways: [edits] }
}

/** Behind the last statement before the first assertion that follows. */
function joinPlace({ body }: CuredTest, started: SyntaxNode): SyntaxNode | null {
  const statements = namedChildren(body)
  const from = statements.indexOf(started)
  if (from < 0) return null
  const first = statements.findIndex(({ type }, index) => index > from && type === 'assert_statement')
  return first < 0 ? null : (statements[first - 1] ?? null)
}
