import type { Expression, Import, SyntaxNode, SyntaxTree } from '../language.ts'
import { bind, createScope, createScopeTable, pathIn, plainVariable, type Scope, type ScopeTable } from '../scope.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import { type PythonParameter, pythonParameters } from './parameters.ts'
import { declareValues, later } from './values.ts'

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
  switch (node.type) {
    case 'import_statement':
    case 'import_from_statement':
      declareImports(walk, node, scope)
      break
    case 'decorated_definition':
      declareChildren(walk, node, scope, decoratorsOf(walk.tree, node))
      break
    case 'function_definition':
      declareFunction(walk, node, scope, decorators)
      break
    case 'class_definition':
      declareClass(walk, node, scope)
      break
    case 'lambda':
      declareLambda(walk, node, scope)
      break
    case 'global_statement':
    case 'nonlocal_statement':
      for (const name of node.children) if (name.type === 'identifier') scope.outer.add(textOf(walk.tree, name))
      break
    default:
      declareOther(walk, node, scope)
  }
}

function declareImports(walk: Walk, node: SyntaxNode, scope: Scope): void {
  for (const entry of walk.imports.get(node) ?? []) {
    if (entry.local !== null) bind(walk.table, scope, entry.local, { kind: 'import', import: entry })
  }
}

function decoratorsOf(tree: SyntaxTree, node: SyntaxNode): readonly string[] {
  return node.children.filter((child) => child.type === 'decorator').map((child) => textOf(tree, child))
}

function declareOther(walk: Walk, node: SyntaxNode, scope: Scope): void {
  declareValues(walk, node, scope)
  const inner = COMPREHENSION.test(node.type) ? createScope('block', scope, null) : scope
  if (inner !== scope) walk.table.scopes.set(node, inner)
  declareChildren(walk, node, inner)
}

/** Binds the name of a `def` or `class`; its path, where others can name it. */
function bindDefinition(walk: Walk, node: SyntaxNode, scope: Scope): string | null {
  const name = textOf(walk.tree, fieldOf(node, 'name') ?? node)
  const path = pathIn(scope, name)
  bind(walk.table, scope, name, path === null ? { kind: 'local' } : { kind: 'declaration', qualifiedName: path })
  return path
}

function declareFunction(walk: Walk, node: SyntaxNode, scope: Scope, decorators: readonly string[]): void {
  const path = bindDefinition(walk, node, scope)
  const inner = createScope('function', scope, path)
  walk.table.scopes.set(node, inner)
  const [first, ...others] = pythonParameters(walk.tree, fieldOf(node, 'parameters'))
  const isMethod = scope.kind === 'class' && scope.path !== null && !decorators.includes('@staticmethod')
  if (first !== undefined && isMethod && scope.path !== null) {
    const isClass = decorators.includes('@classmethod') || first.name === 'cls'
    bind(walk.table, inner, first.name, { kind: 'receiver', className: scope.path, isClass })
  } else if (first !== undefined) declareParameter(walk, first, inner, scope)
  for (const parameter of others) declareParameter(walk, parameter, inner, scope)
  if (path !== null) {
    const result = { values: [], annotation: null }
    walk.table.results.set(path, result)
    later(walk, fieldOf(node, 'return_type'), scope, (value) => Object.assign(result, { annotation: value }))
  }
  for (const child of node.children) declareChildren(walk, child, child.field === 'body' ? inner : scope)
}

function declareParameter(walk: Walk, parameter: PythonParameter, inner: Scope, outer: Scope): void {
  const isPlain = parameter.kind !== 'rest' && parameter.kind !== 'keyword_rest'
  if (!isPlain) {
    // always a tuple, or a dictionary
    bind(walk.table, inner, parameter.name, plainVariable(parameter.node))
    return
  }
  const draft = { kind: 'parameter' as const, name: parameter.name, annotation: null, injected: parameter.default === null }
  bind(walk.table, inner, parameter.name, draft)
  later(walk, fieldOf(parameter.node, 'type'), outer, (value) => Object.assign(draft, { annotation: value }))
}

function declareClass(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const path = bindDefinition(walk, node, scope)
  const inner = createScope('class', scope, path)
  walk.table.scopes.set(node, inner)
  if (path !== null) {
    const bases: Expression[] = []
    walk.table.members.set(path, inner.names)
    walk.table.bases.set(path, bases)
    const superclasses = fieldOf(node, 'superclasses')
    for (const base of superclasses === undefined ? [] : namedChildren(superclasses)) {
      if (base.type !== 'keyword_argument') later(walk, base, scope, (value) => bases.push(value))
    }
  }
  const body = fieldOf(node, 'body')
  if (body !== undefined) declareChildren(walk, body, inner)
}

function declareLambda(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const inner = createScope('function', scope, null)
  walk.table.scopes.set(node, inner)
  for (const parameter of pythonParameters(walk.tree, fieldOf(node, 'parameters'))) {
    bind(walk.table, inner, parameter.name, { kind: 'local' })
  }
  declareChildren(walk, node, inner)
}
