import type { Range, SyntaxNode } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import type { Trees } from '../uses/use-site.ts'

/** Functions that await everything that they are given, or pass it to the event loop. */
const GATHERS = /^(?:Promise\.(?:all|allSettled|any|race|resolve)|(?:\w+\.)*(?:gather|wait|wait_for|as_completed))$/
/** Nothing is done with the value here but hand it on. */
const FORWARDING = ['parentheses', 'cast', 'list', 'listSpread', 'comprehension', 'arguments'] as const

/** Whether a call of the product waits for what an asynchronous function gives: awaited, followed by `then`, returned by what is asynchronous itself. */
export function isAwaitedAt(file: SourceFile, site: Range): boolean {
  const [call, ...around] = nodesAround(file, site)
  for (let [index, inner] = [0, call]; inner !== undefined; inner = around[index++]) {
    const fate = fateIn(file, inner, around.slice(index))
    if (fate !== 'forwarded') return fate === 'awaited'
  }
  return false
}

/** What becomes of a value in the innermost of the nodes around it. */
function fateIn(file: SourceFile, inner: SyntaxNode, [node, ...outer]: readonly SyntaxNode[]): 'awaited' | 'not awaited' | 'forwarded' {
  if (node === undefined) return 'not awaited'
  const { is, isAsync } = file.language.syntax
  const fateOf = (isWaited: boolean) => (isWaited ? 'awaited' : 'not awaited')
  if (is(node, 'await')) return 'awaited'
  if (is(node, 'member')) return fateOf(isFollowed(file, node, inner))
  if (is(node, 'call')) return fateInCall(file, node)
  if (is(node, 'variable')) return fateOf(isWaitedForLater(file, node))
  if (is(node, 'return', 'function')) {
    const made = [node, ...outer].find((one) => is(one, 'function'))
    const isMadeAsync = made !== undefined && isAsync(made)
    // `map(x => load(x))`: what comes of the list decides
    return is(node, 'arrow') && !isMadeAsync ? 'forwarded' : fateOf(isMadeAsync)
  }
  return is(node, ...FORWARDING) ? 'forwarded' : 'not awaited'
}

function fateInCall(file: SourceFile, call: SyntaxNode): 'awaited' | 'not awaited' | 'forwarded' {
  const callee = calleeOf(file, call)
  if (file.language.calling.schedules(callee)) return 'awaited'
  return GATHERS.test(callee) || /\.map$/.test(callee) ? 'forwarded' : 'not awaited'
}

/** Places that pass the function itself to others, which call it and know of no promise. */
export function passedToOthers(file: SourceFile, { before }: Trees, target: SymbolRef): readonly Range[] {
  return file.bindings().calls.flatMap(({ callee, arguments: given }) => {
    if (callee.kind === 'member' && /^(?:then|catch|finally)$/.test(callee.name)) return []
    return given.flatMap(({ value }) => {
      if (value.kind !== 'name' && value.kind !== 'member') return []
      const found = resolveExpression(before, file, value)
      return found.kind === 'symbol' && found.file === target.file && found.name === target.name ? [value] : []
    })
  })
}

/** The node of a range and all that hold it, innermost first. */
function nodesAround({ tree, language }: SourceFile, { start, end }: Range): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let node: SyntaxNode | undefined = tree.root; node !== undefined; ) {
    found.unshift(node)
    if (node.start === start && node.end === end && language.syntax.is(node, 'call')) break
    node = node.children.find((child) => child.start <= start && end <= child.end)
  }
  return found
}

function calleeOf(file: SourceFile, call: SyntaxNode): string {
  const callee = file.language.syntax.call(call)?.callee
  return callee === undefined ? '' : textOf(file.tree, callee).replace(/\s+/g, '')
}

function isFollowed(file: SourceFile, node: SyntaxNode, inner: SyntaxNode): boolean {
  const member = file.language.syntax.member(node)
  return member?.object === inner && /^(?:then|catch|finally)$/.test(textOf(file.tree, member.name))
}

function isWaitedForLater(file: SourceFile, assignment: SyntaxNode): boolean {
  const { is, targetOf } = file.language.syntax
  const target = targetOf(assignment)
  if (target === undefined || !is(target, 'name')) return false
  const name = textOf(file.tree, target).replaceAll('$', '\\$')
  return new RegExp(`\\bawait\\s+${name}(?![\\w$.(])|(?<![\\w$.])${name}\\s*\\.(?:then|catch|finally)\\(`).test(file.text)
}
