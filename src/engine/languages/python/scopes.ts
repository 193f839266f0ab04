import type { Import, SyntaxNode, SyntaxTree } from '../language.ts'
import { bind, createScope, createScopeTable, createVariable, pathIn, type Scope, type ScopeTable, variableIn } from '../scope.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import { pythonParameters } from './parameters.ts'

type Walk = { readonly tree: SyntaxTree; readonly table: ScopeTable; readonly imports: ReadonlyMap<SyntaxNode, readonly Import[]> }

const COMPREHENSION = /^(list_comprehension|set_comprehension|dictionary_comprehension|generator_expression)$/

/** First pass: every scope of the file, and what each name is bound to. */
export function pythonScopes(tree: SyntaxTree, imports: readonly Import[]): ScopeTable {
  const table = createScopeTable(tree.root)
  declareChildren({ tree, table, imports: Map.groupBy(imports, (entry) => entry.statement) }, tree.root, table.root)
  return table
}

function declareChildren(walk: Walk, node: SyntaxNode, scope: Scope, decorators: readonly string[] = []): void {
  for (const child of node.children) declare(walk, child, scope, decorators)
}

function declare(walk: Walk, node: SyntaxNode, scope: Scope, decorators: readonly string[]): void {
  const { tree, table } = walk
  switch (node.type) {
    case 'import_statement':
    case 'import_from_statement':
      for (const entry of walk.imports.get(node) ?? [])
        if (entry.local !== null) bind(table, scope, entry.local, { kind: 'import', import: entry })
      return
    case 'decorated_definition':
      return declareChildren(
        walk,
        node,
        scope,
        node.children.filter((child) => child.type === 'decorator').map((child) => textOf(tree, child)),
      )
    case 'function_definition':
      return declareFunction(walk, node, scope, decorators)
    case 'class_definition':
      return declareClass(walk, node, scope)
    case 'lambda':
      return declareLambda(walk, node, scope)
    case 'global_statement':
    case 'nonlocal_statement':
      for (const name of node.children) if (name.type === 'identifier') scope.outer.add(textOf(tree, name))
      return
    case 'return_statement':
    case 'yield':
      declareResult(walk, node, scope)
      break
    default:
      declareNames(walk, node, scope)
  }
  const inner = COMPREHENSION.test(node.type) ? createScope('block', scope, null) : scope
  if (inner !== scope) table.scopes.set(node, inner)
  declareChildren(walk, node, inner)
}

function declareNames(walk: Walk, node: SyntaxNode, scope: Scope): void {
  switch (node.type) {
    case 'assignment':
      return declareAssignment(walk, node, scope)
    case 'augmented_assignment':
    case 'for_statement':
    case 'for_in_clause':
    case 'type_alias_statement':
      return declareOpaque(walk, fieldOf(node, 'left'), scope)
    case 'named_expression':
      return declareValue(walk, fieldOf(node, 'name'), fieldOf(node, 'value'), functionOf(scope))
    case 'as_pattern':
      return declareAlias(walk, node, scope)
    case 'case_pattern': {
      const name = childOf(node, 'dotted_name')
      if (name?.children.length === 1) declareOpaque(walk, name, scope)
    }
  }
}

function functionOf(scope: Scope): Scope {
  return scope.kind === 'block' && scope.parent !== null ? functionOf(scope.parent) : scope
}

function declareFunction(walk: Walk, node: SyntaxNode, scope: Scope, decorators: readonly string[]): void {
  const { tree, table } = walk
  const name = textOf(tree, fieldOf(node, 'name') ?? node)
  const path = pathIn(scope, name)
  bind(table, scope, name, path === null ? { kind: 'local' } : { kind: 'declaration', qualifiedName: path })
  const inner = createScope('function', scope, path)
  table.scopes.set(node, inner)
  const isMethod = scope.kind === 'class' && !decorators.includes('@staticmethod')
  for (const [index, parameter] of pythonParameters(tree, fieldOf(node, 'parameters')).entries()) {
    if (isMethod && index === 0 && scope.path !== null) {
      const isClass = decorators.includes('@classmethod') || parameter.name === 'cls'
      bind(table, inner, parameter.name, { kind: 'receiver', className: scope.path, isClass })
      continue
    }
    const plain = parameter.kind === 'positional' || parameter.kind === 'keyword_only'
    const draft = { kind: 'parameter' as const, name: parameter.name, annotation: null, injected: plain && parameter.default === null }
    bind(table, inner, parameter.name, draft)
    const type = plain ? fieldOf(parameter.node, 'type') : undefined
    if (type !== undefined) table.pending.push({ node: type, scope, fill: (value) => Object.assign(draft, { annotation: value }) })
  }
  if (path !== null) {
    const result = { values: [], annotation: null }
    table.results.set(path, result)
    const type = fieldOf(node, 'return_type')
    if (type !== undefined) table.pending.push({ node: type, scope, fill: (value) => Object.assign(result, { annotation: value }) })
  }
  for (const child of node.children) {
    if (child.field === 'body') declareChildren(walk, child, inner)
    else declareChildren(walk, child, scope)
  }
}

function declareClass(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const { tree, table } = walk
  const name = textOf(tree, fieldOf(node, 'name') ?? node)
  const path = pathIn(scope, name)
  bind(table, scope, name, path === null ? { kind: 'local' } : { kind: 'declaration', qualifiedName: path })
  const inner = createScope('class', scope, path)
  table.scopes.set(node, inner)
  if (path !== null) {
    table.members.set(path, inner.names)
    const bases: Parameters<typeof table.bases.set>[1] = []
    table.bases.set(path, bases)
    for (const base of namedChildren(fieldOf(node, 'superclasses') ?? node)) {
      if (/^(identifier|attribute|subscript)$/.test(base.type) && base.field !== 'name') {
        table.pending.push({ node: base, scope, fill: (value) => bases.push(value) })
      }
    }
  }
  const body = fieldOf(node, 'body')
  if (body !== undefined) declareChildren(walk, body, inner)
}

function declareLambda(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const inner = createScope('function', scope, null)
  walk.table.scopes.set(node, inner)
  for (const parameter of pythonParameters(walk.tree, fieldOf(node, 'parameters')))
    bind(walk.table, inner, parameter.name, { kind: 'local' })
  for (const child of node.children) declareChildren(walk, child, child.field === 'body' ? inner : scope)
  const body = fieldOf(node, 'body')
  if (body !== undefined) declareNames(walk, body, inner)
}

function declareResult(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const owner = functionOf(scope)
  const result = owner.kind === 'function' && owner.path !== null ? walk.table.results.get(owner.path) : undefined
  const value = namedChildren(node)[0]
  if (result !== undefined && value !== undefined)
    walk.table.pending.push({ node: value, scope, fill: (found) => result.values.push(found) })
}

function declareAssignment(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const left = fieldOf(node, 'left')
  const type = fieldOf(node, 'type')
  const right = fieldOf(node, 'right')
  if (left?.type === 'attribute') return declareAttribute(walk, left, right, scope)
  if (left?.type !== 'identifier') return declareOpaque(walk, left, scope)
  if (right !== undefined || type !== undefined) declareValue(walk, left, right, scope, type)
}

/** `self.x = value` in a method is a member of its class. */
function declareAttribute(walk: Walk, left: SyntaxNode, right: SyntaxNode | undefined, scope: Scope): void {
  const object = fieldOf(left, 'object')
  const attribute = fieldOf(left, 'attribute')
  const owner = functionOf(scope)
  const receiver = object === undefined ? undefined : owner.names.get(textOf(walk.tree, object))
  if (attribute === undefined || receiver?.kind !== 'receiver') return
  const members = walk.table.members.get(receiver.className)
  const name = textOf(walk.tree, attribute)
  const known = members?.get(name)
  if (known !== undefined && known.kind !== 'variable') return
  const variable = known ?? createVariable()
  members?.set(name, variable)
  if (right === undefined) variable.opaque = true
  else walk.table.pending.push({ node: right, scope, fill: (value) => variable.values.push(value) })
}

function declareValue(walk: Walk, name: SyntaxNode | undefined, value: SyntaxNode | undefined, scope: Scope, type?: SyntaxNode): void {
  if (name === undefined) return
  const earlier = scope.names.get(textOf(walk.tree, name))
  // `except ImportError: name = None` leaves the import as it is
  if (earlier?.kind === 'import' && value?.type === 'none') return
  const variable = variableIn(walk.table, scope, textOf(walk.tree, name))
  if (value !== undefined && value.type !== 'none')
    walk.table.pending.push({ node: value, scope, fill: (found) => variable.values.push(found) })
  if (type !== undefined) {
    walk.table.pending.push({ node: type, scope, fill: (found) => Object.assign(variable, { annotation: found }) })
  }
}

function declareAlias(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const alias = fieldOf(node, 'alias')
  const name = alias === undefined ? undefined : childOf(alias, 'identifier')
  const value = node.children[0]
  if (name === undefined || value === undefined) return declareOpaque(walk, alias, scope)
  const variable = variableIn(walk.table, scope, textOf(walk.tree, name))
  const inside = { start: value.end, end: value.end }
  walk.table.pending.push({
    node: value,
    scope,
    // what `with` hands out is what the manager's __enter__ returns
    fill: (found) => {
      const enter = { kind: 'member' as const, object: found, name: '__enter__', nameRange: inside, ...inside }
      variable.values.push({ kind: 'call', callee: enter, arguments: [], inside, ...inside })
    },
  })
}

function declareOpaque(walk: Walk, target: SyntaxNode | undefined, scope: Scope): void {
  if (target === undefined) return
  if (target.type === 'identifier') variableIn(walk.table, scope, textOf(walk.tree, target)).opaque = true
  else if (target.type !== 'attribute' && target.type !== 'subscript') {
    for (const child of target.children) declareOpaque(walk, child, scope)
  }
}
