import type { CuredFile, CuredTest, CureInput, DeclaredSymbol } from '../../facets/cures.ts'
import type { Binding, Expression } from '../../source-names.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'

const { is, call, member } = pythonSyntax

/** What changes a collection in place. */
export const MUTATES =
  /^(?:append|extend|insert|remove|pop|popitem|clear|sort|reverse|add|discard|update|setdefault|appendleft|popleft|extendleft|intersection_update|difference_update|symmetric_difference_update|rotate)$/

/**
 * Something that a function changes outside of itself. `node` is the whole statement. `attribute`, `item`: it is given a `value`, or deleted where that is `null`.
 * `inside`: the object itself is changed, by a method, an item of its item, or `+=`.
 */
export type Write = {
  readonly kind: 'attribute' | 'item' | 'inside'
  readonly node: SyntaxNode
  /** What is changed: `shop`, `shop.currency`. */
  readonly object: SyntaxNode
  /** The name of an attribute, or the text of a key. */
  readonly key: string
  readonly value: SyntaxNode | null
  /** The method that changes it. */
  readonly by: string | null
}

/** What a test's own statements change of names that come from outside of the function. */
export function writesIn({ file, body }: CuredTest): readonly Write[] {
  const found: Write[] = []
  visit(body, (node) => {
    if (!is(node, 'expressionStatement') && node.type !== 'delete_statement') return true
    const [inner] = namedChildren(node)
    const write = inner === undefined ? null : writeOf(file, node, inner)
    if (write !== null && isOutside(file, write.object)) found.push(write)
    return true
  })
  return found
}

function writeOf(file: CuredFile, statement: SyntaxNode, inner: SyntaxNode): Write | null {
  const isDeletion = statement.type === 'delete_statement'
  const target = isDeletion ? inner : is(inner, 'variable', 'augmentedAssignment') ? fieldOf(inner, 'left') : undefined
  if (target !== undefined) return targetWrite(file, { node: statement, inner, target, isDeletion })
  const parts = is(inner, 'call') ? call(inner) : null
  const method = parts === null ? null : member(parts.callee)
  if (method === null) return null
  return { kind: 'inside', node: statement, object: method.object, key: '', value: null, by: textOf(file.tree, method.name) }
}

type Targeted = { readonly node: SyntaxNode; readonly inner: SyntaxNode; readonly target: SyntaxNode; readonly isDeletion: boolean }

function targetWrite({ tree }: CuredFile, { node, inner, target, isDeletion }: Targeted): Write | null {
  const value = isDeletion ? null : (fieldOf(inner, 'right') ?? null)
  const isChained = value !== null && is(value, 'variable')
  const isWhole = !is(inner, 'augmentedAssignment') && !isChained
  const own = member(target)
  if (own !== null) {
    const part = { node, object: own.object, key: textOf(tree, own.name), value, by: null }
    return isWhole ? { kind: 'attribute', ...part } : { kind: 'inside', ...part, object: target, key: '' }
  }
  const [object, key] = [fieldOf(target, 'value'), fieldOf(target, 'subscript')]
  if (!is(target, 'subscript') || object === undefined || key === undefined) return null
  const kind = isWhole && !is(key, 'slice') ? 'item' : 'inside'
  return { kind, node, object, key: textOf(tree, key), value, by: null }
}

/** Whether the first name of what is changed is bound outside of the function. */
function isOutside(file: CuredFile, object: SyntaxNode): boolean {
  const kind = bindingAt(file, rootOf(object))?.kind
  return kind === 'import' || kind === 'variable' || kind === 'declaration'
}

export function rootOf(node: SyntaxNode): SyntaxNode {
  const inner = member(node)?.object ?? (is(node, 'subscript') ? fieldOf(node, 'value') : undefined)
  return inner === undefined ? node : rootOf(inner)
}

/** What a name means at a place; `null` for one that nothing binds. A variable of the function itself is none of the module's. */
export function bindingAt(file: CuredFile, { start }: SyntaxNode): Binding | null {
  const bindings = file.bindings()
  const name = bindings.names.find((one) => one.start === start)
  if (name?.binding?.kind === 'variable' && bindings.module.get(name.name) !== name.binding) return null
  return name?.binding ?? null
}

/** The expression that is exactly a node. */
export function expressionAt(file: CuredFile, { start, end }: SyntaxNode): Expression | null {
  const { names, memberAccesses, calls } = file.bindings()
  return [...names, ...memberAccesses, ...calls].find((one) => one.start === start && one.end === end) ?? null
}

export function symbolAt(input: CureInput, file: CuredFile, node: SyntaxNode): DeclaredSymbol | null {
  const expression = expressionAt(file, node)
  return expression === null ? null : input.declared(file, expression)
}
