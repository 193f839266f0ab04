import type { CuredFile, CuredTest } from '../../facets/cures.ts'
import type { Expression } from '../../source-names.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptSyntax } from '../syntax.ts'

const { is, call, member } = scriptSyntax

/** What changes a collection in place. */
export const CHANGES_INSIDE = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear)$/

/** Something that a function changes outside of itself: a property (`key`) that it gives a `value` or deletes, or the object itself, by a method. */
export type ScriptWrite = {
  readonly kind: 'property' | 'inside'
  /** The whole statement. */
  readonly node: SyntaxNode
  readonly object: SyntaxNode
  readonly key: string
  readonly value: SyntaxNode | null
  readonly by: string | null
}

/** What a test's own statements change of names that come from outside of the function. */
export function scriptWritesIn({ file, body }: CuredTest): readonly ScriptWrite[] {
  const found: ScriptWrite[] = []
  visit(body, (node) => {
    const [inner] = is(node, 'expressionStatement') ? namedChildren(node) : []
    const write = inner === undefined ? null : writeOf(file, node, inner)
    if (write !== null && comesFromOutside(file, write.object)) found.push(write)
    return true
  })
  return found
}

function writeOf(file: CuredFile, node: SyntaxNode, inner: SyntaxNode): ScriptWrite | null {
  const isDeletion = is(inner, 'unary') && textOf(file.tree, inner).startsWith('delete ')
  const target = isDeletion
    ? namedChildren(inner)[0]
    : is(inner, 'reassignment', 'augmentedAssignment')
      ? fieldOf(inner, 'left')
      : undefined
  if (target !== undefined) {
    const value = isDeletion ? null : (fieldOf(inner, 'right') ?? null)
    const own = member(target)
    if (own !== null) return { kind: 'property', node, object: own.object, key: textOf(file.tree, own.name), value, by: null }
    const [object, index] = [fieldOf(target, 'object'), fieldOf(target, 'index')]
    if (!is(target, 'subscript') || object === undefined || index === undefined) return null
    const name = is(index, 'string') ? textOf(file.tree, index).slice(1, -1) : ''
    return { kind: /^[\w$]+$/.test(name) ? 'property' : 'inside', node, object, key: name, value, by: null }
  }
  const parts = is(inner, 'call') ? call(inner) : null
  const method = parts === null ? null : member(parts.callee)
  if (method === null) return null
  return { kind: 'inside', node, object: method.object, key: '', value: null, by: textOf(file.tree, method.name) }
}

/** The first name of `a.b[c].d`. */
export function firstName(node: SyntaxNode): SyntaxNode {
  const inner = member(node)?.object ?? (is(node, 'subscript') ? fieldOf(node, 'object') : undefined)
  return inner === undefined ? node : firstName(inner)
}

/** Whether the first name of something is none of the function's own. */
export function comesFromOutside(file: CuredFile, object: SyntaxNode): boolean {
  const root = firstName(object)
  if (!is(root, 'name')) return false
  const bindings = file.bindings()
  const name = bindings.names.find(({ start }) => start === root.start)
  if (name === undefined) return false
  if (name.binding === null)
    return /^(?:process|globalThis|window|document|global|console|navigator|localStorage|sessionStorage)$/.test(name.name)
  return name.binding.kind === 'import' || (name.binding.kind !== 'parameter' && bindings.module.get(name.name) === name.binding)
}

/** The expression that is exactly a node. */
export function scriptExpression(file: CuredFile, { start, end }: SyntaxNode): Expression | null {
  const { names, memberAccesses, calls } = file.bindings()
  return [...names, ...memberAccesses, ...calls].find((one) => one.start === start && one.end === end) ?? null
}
