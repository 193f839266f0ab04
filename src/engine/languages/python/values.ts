import type { Expression, SyntaxNode, SyntaxTree } from '../language.ts'
import { createVariable, type Scope, type ScopeTable, variableIn } from '../scope.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'

type Walk = { readonly tree: SyntaxTree; readonly table: ScopeTable }

/** Binds what a statement or expression gives a value to: assignments, loops, `with`, `except`, `:=`, patterns. */
export function declareValues(walk: Walk, node: SyntaxNode, scope: Scope): void {
  switch (node.type) {
    case 'assignment':
      declareAssignment(walk, node, scope)
      break
    case 'augmented_assignment':
    case 'for_statement':
    case 'for_in_clause':
    case 'type_alias_statement':
      declareOpaque(walk, fieldOf(node, 'left'), scope)
      break
    case 'named_expression':
      declareValue(walk, fieldOf(node, 'name'), fieldOf(node, 'value'), functionOf(scope))
      break
    case 'as_pattern':
      declareAlias(walk, node, scope)
      break
    case 'return_statement':
    case 'yield':
      declareResult(walk, node, scope)
      break
    case 'case_pattern': {
      const name = childOf(node, 'dotted_name')
      if (name?.children.length === 1) declareOpaque(walk, name, scope)
    }
  }
}

/** The function, class or module whose names an assignment in a block belongs to. */
function functionOf(scope: Scope): Scope {
  return scope.kind === 'block' && scope.parent !== null ? functionOf(scope.parent) : scope
}

/** Hands a node's expression on in the second pass. */
export function later(walk: Walk, node: SyntaxNode | undefined, scope: Scope, fill: (value: Expression) => void): void {
  if (node !== undefined) walk.table.pending.push({ node, scope, fill })
}

function declareResult(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const owner = functionOf(scope)
  const result = owner.kind === 'function' && owner.path !== null ? walk.table.results.get(owner.path) : undefined
  if (result !== undefined) later(walk, namedChildren(node)[0], scope, (value) => result.values.push(value))
}

function declareAssignment(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const [left, right, type] = [fieldOf(node, 'left'), fieldOf(node, 'right'), fieldOf(node, 'type')]
  if (left?.type === 'attribute') declareAttribute(walk, left, right, scope)
  else if (left?.type !== 'identifier') declareOpaque(walk, left, scope)
  else if (right !== undefined || type !== undefined) declareValue(walk, left, right, scope, type)
}

/** `self.x = value` in a method is a member of its class. */
function declareAttribute(walk: Walk, left: SyntaxNode, right: SyntaxNode | undefined, scope: Scope): void {
  const [object, attribute] = [fieldOf(left, 'object'), fieldOf(left, 'attribute')]
  const receiver = object === undefined ? undefined : functionOf(scope).names.get(textOf(walk.tree, object))
  if (attribute === undefined || receiver?.kind !== 'receiver') return
  const members = walk.table.members.get(receiver.className)
  const name = textOf(walk.tree, attribute)
  const known = members?.get(name)
  if (known !== undefined && known.kind !== 'variable') return
  const variable = known ?? createVariable()
  members?.set(name, variable)
  if (right === undefined) variable.opaque = true
  later(walk, right, scope, (value) => variable.values.push(value))
}

function declareValue(walk: Walk, name: SyntaxNode | undefined, value: SyntaxNode | undefined, scope: Scope, type?: SyntaxNode): void {
  if (name === undefined) return
  const earlier = scope.names.get(textOf(walk.tree, name))
  // `except ImportError: name = None` leaves the import as it is
  if (earlier?.kind === 'import' && value?.type === 'none') return
  const variable = variableIn(walk.table, scope, textOf(walk.tree, name))
  if (value?.type !== 'none') later(walk, value, scope, (found) => variable.values.push(found))
  later(walk, type, scope, (found) => Object.assign(variable, { annotation: found }))
}

function declareAlias(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const alias = fieldOf(node, 'alias')
  const name = alias === undefined ? undefined : childOf(alias, 'identifier')
  const value = node.children[0]
  if (name === undefined || value === undefined) {
    declareOpaque(walk, alias, scope)
    return
  }
  const variable = variableIn(walk.table, scope, textOf(walk.tree, name))
  const inside = { start: value.end, end: value.end }
  // `with … as x` binds what the manager's __enter__ returns
  later(walk, value, scope, (found) => {
    const enter = { kind: 'member' as const, object: found, name: '__enter__', nameRange: inside, ...inside }
    variable.values.push({ kind: 'call', callee: enter, arguments: [], inside, ...inside })
  })
}

/** Names whose values can't be followed, or are many. */
function declareOpaque(walk: Walk, target: SyntaxNode | undefined, scope: Scope): void {
  if (target === undefined) return
  if (target.type === 'identifier') variableIn(walk.table, scope, textOf(walk.tree, target)).opaque = true
  else if (target.type !== 'attribute' && target.type !== 'subscript') {
    for (const child of target.children) declareOpaque(walk, child, scope)
  }
}
