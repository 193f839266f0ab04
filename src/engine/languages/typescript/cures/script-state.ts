import type { CuredFile, CureInput, DeclaredSymbol } from '../../facets/cures.ts'
import { fieldOf, textOf, visit } from '../../syntax.ts'
import type { SyntaxNode } from '../../syntax-tree.ts'
import { scriptSyntax } from '../syntax.ts'
import { CHANGES_INSIDE, firstName, scriptExpression } from './script-writes.ts'

const { is, call, member } = scriptSyntax
const MOST_STEPS = 3

/** Names of its module that a function of the product changes when it is called, or the parts of its own object (`this`). */
export function changedNames(input: CureInput, { file, declaration }: DeclaredSymbol, steps = MOST_STEPS): readonly string[] {
  const found = new Set<string>()
  visit(declaration.node, (node) => {
    const target = is(node, 'reassignment', 'augmentedAssignment')
      ? fieldOf(node, 'left')
      : node.type === 'update_expression'
        ? fieldOf(node, 'argument')
        : undefined
    if (target !== undefined) addState(file, target, found)
    const parts = is(node, 'call') ? call(node) : null
    const method = parts === null ? null : member(parts.callee)
    if (method !== null && CHANGES_INSIDE.test(textOf(file.tree, method.name))) addState(file, method.object, found)
    if (parts !== null && method === null && steps > 0)
      for (const name of calledNames(input, file, declaration.node, parts.callee, steps)) found.add(name)
    return true
  })
  return [...found]
}

function calledNames(input: CureInput, file: CuredFile, around: SyntaxNode, callee: SyntaxNode, steps: number): readonly string[] {
  const expression = scriptExpression(file, callee)
  const called = expression === null ? null : input.declared(file, expression)
  const isOwn = called !== null && called.file.path === file.path && called.declaration.node !== around
  return isOwn ? changedNames(input, called, steps - 1) : []
}

function addState(file: CuredFile, target: SyntaxNode, found: Set<string>): void {
  const root = firstName(target)
  const name = textOf(file.tree, root)
  if (name === 'this') found.add('this')
  const bindings = file.bindings()
  const bound = bindings.names.find(({ start }) => start === root.start)
  if (bound?.binding != null && bound.binding.kind !== 'import' && bindings.module.get(name) === bound.binding) found.add(name)
}

/** What a name of a module holds at first. */
export type Container = 'list' | 'map' | 'set' | 'object'

export function containerOf(file: CuredFile, name: string): Container | null {
  const declaration = file.declarations().find((one) => one.qualifiedName === name)
  if (declaration === undefined) return null
  let value: SyntaxNode | undefined
  visit(declaration.node, (node) => {
    if (value === undefined && is(node, 'variable')) value = fieldOf(node, 'value')
    return value === undefined
  })
  const text = value === undefined ? '' : textOf(file.tree, value)
  if (text.startsWith('[')) return 'list'
  if (text.startsWith('{')) return 'object'
  return /^new Map\b/.test(text) ? 'map' : /^new Set\b/.test(text) ? 'set' : null
}
