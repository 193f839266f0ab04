import type { CuredTest, CureEdit, CureFound, CureInput } from '../../facets/cures.ts'
import { namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptAssertions } from '../assertions.ts'
import { scriptSyntax } from '../syntax.ts'
import { conditionOf } from './conditions.ts'
import { fromFramework, named, stepOf } from './file-lines.ts'
import { scriptExpression } from './script-writes.ts'
import { asyncEdits, codeIn, ending, indentAt } from './test-at.ts'

const { is, call } = scriptSyntax
/** `await new Promise((resolve) => setTimeout(resolve, 50))`, `await sleep(50)`. */
const SLEEP =
  /^await\s+(?:new Promise(?:<\w+>)?\(\s*\(?\w*\)?\s*=>\s*\{?\s*setTimeout\(\s*\w+\s*,\s*([\d_]+)\s*\)\s*;?\s*\}?\s*\)|(?:\w+\.)?(?:sleep|delay|wait|pause|setTimeout|timeout)\(\s*([\d_]+)\s*\))$/
/** Less than the five seconds that both frameworks give a test. */
const MOST_MS = 4000
const PAUSE_MS = 10

/** In place of a sleep: asks until the assertions behind it hold. */
export function waitForCondition(input: CureInput): CureFound {
  const { test, lines } = input
  const { file, body } = test
  const sleeps = sleepsIn(test)
  const asked = sleeps.filter(
    ({ assertions }) =>
      assertions.length > 0 && (sleeps.length === 1 || lines.length === 0 || assertions.some(({ line }) => lines.includes(line))),
  )
  const isFaked = /\buseFakeTimers\b/.test(textOf(file.tree, body))
  const ways = isFaked ? [] : asked.map((sleep) => waitEdits(input, sleep)).filter((edits) => edits !== null)
  if (ways.length > 0)
    return { kind: 'edits', why: 'it waits until what it is about holds, and no longer than it has to', ways: [ways.flat()] }
  if (asked.length > 0)
    return {
      kind: 'refused',
      why: 'side-effects',
      what: asked.flatMap(({ assertions }) => assertions.map((one) => textOf(file.tree, one))).join(' '),
    }
  const isWaiting = sleeps.length === 0 && /\bawait\b/.test(textOf(file.tree, body))
  return isWaiting ? { kind: 'refused', why: 'product-race', what: 'what it asks for' } : { kind: 'none' }
}

/** Its sleeps as statements. */
export function pausesIn(test: CuredTest): readonly SyntaxNode[] {
  return sleepsIn(test).map(({ node }) => node)
}

type Sleep = { readonly node: SyntaxNode; readonly ms: number; readonly assertions: readonly SyntaxNode[] }

function sleepsIn({ file, body }: CuredTest): readonly Sleep[] {
  const statements = codeIn(body)
  return statements.flatMap((node, index) => {
    const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
    const found = inner === undefined ? null : SLEEP.exec(textOf(file.tree, inner))
    if (found === null) return []
    const ms = Number((found[1] ?? found[2] ?? '').replaceAll('_', ''))
    const behind = statements.slice(index + 1)
    const end = behind.findIndex((one) => !/^(?:await\s+)?expect\(/.test(textOf(file.tree, one)))
    return [{ node, ms, assertions: behind.slice(0, end < 0 ? behind.length : end) }]
  })
}

function waitEdits({ test, framework, packages, isBounded }: CureInput, { node, ms, assertions }: Sleep): readonly CureEdit[] | null {
  const { file } = test
  const [first, last] = [assertions[0], assertions.at(-1)]
  if (first === undefined || last === undefined) return null
  const mostMs = isBounded === true ? ms : MOST_MS
  const library = ['@testing-library/react', '@testing-library/dom', '@testing-library/vue'].find((name) => packages.has(name))
  const [end, step, indent] = [ending(file), stepOf(file), indentAt(file, node.start)]
  if (framework !== 'vitest' && library === undefined) {
    const conditions = scriptAssertions
      .find(file.tree)
      .filter(({ statement }) => assertions.includes(statement))
      .map((one) => conditionOf(file, one))
    if (conditions.length === 0 || conditions.some((one) => one === null)) return null
    const condition = conditions.join(' && ')
    const loop = [
      `for (let tries = 0; tries < ${Math.ceil(mostMs / PAUSE_MS)}; tries += 1) {`,
      `${step}if (${condition}) break${end}`,
      `${step}await new Promise((resolve) => setTimeout(resolve, ${PAUSE_MS}))${end}`,
      '}',
    ].join(`\n${indent}`)
    return [{ file: file.path, start: node.start, end: node.end, replacement: loop }]
  }
  const inside = assertions.map((one) => `${indent}${step}${textOf(file.tree, one).replace(/\n/g, `\n${step}`)}`).join('\n')
  const isAsync = assertions.some((one) => /\bawait\b/.test(textOf(file.tree, one)))
  const waiter = framework === 'vitest' ? 'vi.waitFor' : 'waitFor'
  const text = `await ${waiter}(${isAsync ? 'async ' : ''}() => {\n${inside}\n${indent}}, { timeout: ${mostMs}, interval: ${PAUSE_MS} })${end}`
  const imports = framework === 'vitest' ? fromFramework(file, framework, ['vi']) : named(file, library ?? '', ['waitFor'])
  return [...imports, { file: file.path, start: node.start, end: last.end, replacement: text }]
}

/** Waits for promises that the test makes and leaves alone: calls of asynchronous functions, and matchers that wait. */
export function awaitResult(input: CureInput): CureFound {
  const { test } = input
  const { file, body } = test
  const places: SyntaxNode[] = []
  visit(body, (node) => {
    if (is(node, 'function')) return false
    const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
    const parts = inner !== undefined && is(inner, 'call') ? call(inner) : null
    if (inner !== undefined && parts !== null && (isWaitingMatcher(textOf(file.tree, inner)) || givesPromise(input, parts.callee)))
      places.push(inner)
    return true
  })
  if (places.length === 0) return { kind: 'none' }
  const edits = places.map(({ start }): CureEdit => ({ file: file.path, start, end: start, replacement: 'await ' }))
  return { kind: 'edits', why: 'it waits for what it starts', ways: [[...asyncEdits(test), ...edits]] }
}

function isWaitingMatcher(text: string): boolean {
  return /^expect\([\s\S]*\)\.(?:resolves|rejects)\./.test(text)
}

function givesPromise(input: CureInput, callee: SyntaxNode): boolean {
  const { file } = input.test
  const expression = scriptExpression(file, callee)
  const symbol = expression === null ? null : input.declared(file, expression)
  if (symbol === null) return false
  const { declaration } = symbol
  const text = symbol.file.text.slice(declaration.start, declaration.end)
  return declaration.isAsync || /^[^{]*\)\s*:\s*Promise</.test(text) || /\breturn new Promise\b/.test(text)
}
