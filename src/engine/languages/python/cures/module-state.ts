import type { CuredFile, CureInput, DeclaredSymbol } from '../../facets/cures.ts'
import { fieldOf, namedChildren, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { pythonSyntax } from '../syntax.ts'
import { bindingAt, expressionAt, MUTATES, rootOf } from './writes.ts'

const { is, call, member } = pythonSyntax

/** How far calls of a module's own functions are followed. */
const MOST_STEPS = 3

/** What a function of the product changes of its own module: `rebound`: the name gets another value; `inside`: the object itself is changed, `deep_inside`: a part of it. */
export type StateChange = { readonly file: CuredFile; readonly name: string; readonly how: 'rebound' | 'inside' | 'deep_inside' }

/** What calling a function of the repository changes of its module. */
export function stateChanges(input: CureInput, symbol: DeclaredSymbol, steps = MOST_STEPS): readonly StateChange[] {
  const { file, declaration } = symbol
  const body = fieldOf(declaration.node, 'body')
  if (body === undefined) return []
  const rebindable = new Set<string>()
  const found: StateChange[] = []
  visit(body, (node) => {
    if (node.type === 'global_statement') for (const name of namedChildren(node)) rebindable.add(textOf(file.tree, name))
    const target = is(node, 'variable', 'augmentedAssignment') ? fieldOf(node, 'left') : undefined
    if (target !== undefined) found.push(...targetChange(file, target, rebindable))
    const parts = is(node, 'call') ? call(node) : null
    if (parts !== null) found.push(...calledChange(input, symbol, parts.callee, steps))
    return true
  })
  return [...new Map(found.map((one) => [`${one.file.path} ${one.name}`, one])).values()]
}

function calledChange(input: CureInput, { file, declaration }: DeclaredSymbol, callee: SyntaxNode, steps: number): readonly StateChange[] {
  const method = member(callee)
  if (method !== null) return MUTATES.test(textOf(file.tree, method.name)) ? insideOf(file, method.object) : []
  const expression = steps > 0 ? expressionAt(file, callee) : null
  const called = expression === null ? null : input.declared(file, expression)
  const isOwn = called !== null && called.file.path === file.path && called.declaration.node !== declaration.node
  return isOwn ? stateChanges(input, called, steps - 1) : []
}

function targetChange(file: CuredFile, target: SyntaxNode, rebindable: ReadonlySet<string>): readonly StateChange[] {
  const name = textOf(file.tree, target)
  if (is(target, 'name')) return rebindable.has(name) ? [{ file, name, how: 'rebound' }] : []
  return insideOf(file, is(target, 'subscript') ? (fieldOf(target, 'value') ?? target) : target)
}

function insideOf(file: CuredFile, object: SyntaxNode): readonly StateChange[] {
  const root = rootOf(object)
  const name = textOf(file.tree, root)
  const isOwn = file.bindings().module.get(name)?.kind === 'variable' && bindingAt(file, root)?.kind === 'variable'
  return isOwn ? [{ file, name, how: root === object ? 'inside' : 'deep_inside' }] : []
}

/** The kind of collection that a name of a module holds at first; `object` for an instance, `null` where nobody can say. */
export type Holding = 'list' | 'map' | 'set' | 'queue' | 'object'

export function heldBy(file: CuredFile, name: string): Holding | null {
  const declaration = file.declarations().find((one) => one.qualifiedName === name)
  const node = declaration?.node
  const assignment =
    node === undefined ? undefined : is(node, 'variable') ? node : namedChildren(node).find((child) => is(child, 'variable'))
  const value = assignment === undefined ? undefined : fieldOf(assignment, 'right')
  return value === undefined ? null : heldIn(file, value)
}

export function heldIn(file: CuredFile, value: SyntaxNode): Holding | null {
  if (is(value, 'list') || value.type === 'list_comprehension') return 'list'
  if (is(value, 'object') || value.type === 'dictionary_comprehension') return 'map'
  if (is(value, 'set') || value.type === 'set_comprehension') return 'set'
  const parts = is(value, 'call') ? call(value) : null
  if (parts === null) return null
  const name = textOf(file.tree, parts.callee).split('.').at(-1) ?? ''
  if (name === 'list' || name === 'sorted') return 'list'
  if (/^(?:dict|defaultdict|OrderedDict|Counter)$/.test(name)) return 'map'
  if (name === 'set') return 'set'
  return name === 'deque' ? 'queue' : 'object'
}
