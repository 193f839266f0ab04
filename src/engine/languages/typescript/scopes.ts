import type { Import, SyntaxNode, SyntaxTree } from '../language.ts'
import {
  type BindingDraft,
  bind,
  createScope,
  createScopeTable,
  createVariable,
  lookUp,
  pathIn,
  plainVariable,
  type Scope,
  type ScopeTable,
  variableIn,
} from '../scope.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import { patternNames } from './exports.ts'
import { type ScriptParameter, scriptParameters } from './parameters.ts'

type Walk = {
  readonly tree: SyntaxTree
  readonly table: ScopeTable
  readonly imports: ReadonlyMap<SyntaxNode, readonly Import[]>
  /** Qualified names of functions and classes that a constant holds. */
  readonly constants: Map<SyntaxNode, string | null>
}

const FUNCTION =
  /^(function_declaration|generator_function_declaration|function_expression|generator_function|arrow_function|method_definition|function_signature)$/
const CLASS = /^(class_declaration|abstract_class_declaration|class)$/
const BLOCK = /^(statement_block|for_statement|for_in_statement|catch_clause|switch_body)$/
const NAMED_TYPE = /^(interface_declaration|enum_declaration|type_alias_declaration|internal_module)$/
/** Values that make a constant a declaration of its own. */
const DECLARING = /^(function_expression|generator_function|arrow_function|class)$/

/** First pass: every scope of the file, and what each name is bound to. */
export function scriptScopes(tree: SyntaxTree, imports: readonly Import[]): ScopeTable {
  const table = createScopeTable(tree.root)
  declareChildren({ tree, table, imports: Map.groupBy(imports, (entry) => entry.statement), constants: new Map() }, tree.root, table.root)
  return table
}

function declareChildren(walk: Walk, node: SyntaxNode, scope: Scope): void {
  for (const child of node.children) declare(walk, child, scope)
}

function declare(walk: Walk, node: SyntaxNode, scope: Scope): void {
  for (const entry of walk.imports.get(node) ?? []) {
    if (entry.local !== null) bind(walk.table, scope, entry.local, { kind: 'import', import: entry })
  }
  if (node.type === 'import_statement') return
  if (FUNCTION.test(node.type)) declareFunction(walk, node, scope)
  else if (CLASS.test(node.type)) declareClass(walk, node, scope)
  else if (BLOCK.test(node.type)) declareBlock(walk, node, scope)
  else {
    declareNames(walk, node, scope)
    declareChildren(walk, node, scope)
  }
}

function declareBlock(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const inner = createScope('block', scope, null)
  walk.table.scopes.set(node, inner)
  const target =
    node.type === 'for_in_statement' && fieldOf(node, 'kind') !== undefined ? fieldOf(node, 'left') : fieldOf(node, 'parameter')
  for (const name of patternNames(target)) bind(walk.table, inner, textOf(walk.tree, name), { kind: 'local' })
  declareChildren(walk, node, inner)
}

function declareNames(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const { tree, table } = walk
  if (node.type === 'variable_declarator' && !walk.imports.has(node)) declareVariable(walk, node, scope)
  else if (node.type === 'variable_declaration' || node.type === 'lexical_declaration') return
  else if (node.type === 'assignment_expression') declareAssignment(walk, node, scope)
  else if (node.type === 'return_statement') declareResult(walk, namedChildren(node)[0], scope)
  else if (NAMED_TYPE.test(node.type)) {
    const name = fieldOf(node, 'name')
    const path = name === undefined ? null : bindDeclaration(table, scope, textOf(tree, name))
    if (path !== null) declareTypeMembers(walk, fieldOf(node, 'body') ?? fieldOf(node, 'value'), path, scope)
  }
}

/** What the members of an interface hold, and what its methods give. */
function declareTypeMembers({ tree, table }: Walk, body: SyntaxNode | undefined, path: string, scope: Scope): void {
  if (body === undefined || !/^(interface_body|object_type)$/.test(body.type) || table.members.has(path)) return
  const members = new Map<string, BindingDraft>()
  table.members.set(path, members)
  for (const member of body.children) {
    const [name, isMethod] = [fieldOf(member, 'name'), member.type === 'method_signature']
    const type = fieldOf(member, isMethod ? 'return_type' : 'type')
    if (name === undefined || type === undefined) continue
    const draft = createVariable()
    if (isMethod) table.results.set(`${path}.${textOf(tree, name)}`, draft)
    else members.set(textOf(tree, name), draft)
    table.pending.push({ node: type, scope, fill: (found) => Object.assign(draft, { annotation: found }) })
  }
}

function bindDeclaration(table: ScopeTable, scope: Scope, name: string): string | null {
  const path = pathIn(scope, name)
  bind(table, scope, name, path === null ? { kind: 'local' } : { kind: 'declaration', qualifiedName: path })
  return path
}

function functionOf(scope: Scope): Scope {
  return scope.kind === 'block' && scope.parent !== null ? functionOf(scope.parent) : scope
}

function declareVariable(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const { tree, table } = walk
  const [name, value, type] = [fieldOf(node, 'name'), fieldOf(node, 'value'), fieldOf(node, 'type')]
  if (name?.type !== 'identifier') {
    for (const one of patternNames(name)) variableIn(table, scope, textOf(tree, one)).opaque = true
  } else if (value !== undefined && DECLARING.test(value.type)) walk.constants.set(value, bindDeclaration(table, scope, textOf(tree, name)))
  else {
    const variable = variableIn(table, scope, textOf(tree, name))
    if (value !== undefined && !/^(null|undefined)$/.test(value.type))
      table.pending.push({ node: value, scope, fill: (found) => variable.values.push(found) })
    if (type !== undefined) table.pending.push({ node: type, scope, fill: (found) => Object.assign(variable, { annotation: found }) })
  }
}

/** `name = value` gives an outer variable one more value; `this.name = value` is a member of the class. */
function declareAssignment(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const { tree, table } = walk
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')]
  if (left === undefined || right === undefined) return
  if (left.type === 'identifier') {
    const name = textOf(tree, left)
    table.pending.push({
      node: right,
      scope,
      fill: (found) => {
        const binding = lookUp(scope, name)
        if (binding?.kind === 'variable') variableIn(table, scopeOf(scope, name), name).values.push(found)
      },
    })
  } else if (/^this\.\w+$/.test(textOf(tree, left))) addMember(walk, textOf(tree, left).slice('this.'.length), right, scope)
}

function scopeOf(scope: Scope, name: string): Scope {
  return scope.names.has(name) || scope.parent === null ? scope : scopeOf(scope.parent, name)
}

function addMember(walk: Walk, name: string, value: SyntaxNode | undefined, scope: Scope, type?: SyntaxNode): void {
  const receiver = lookUp(scope, 'this')
  const members = receiver?.kind === 'receiver' ? walk.table.members.get(receiver.className) : undefined
  const known = members?.get(name)
  if (members === undefined || (known !== undefined && known.kind !== 'variable')) return
  const variable = known ?? createVariable()
  members.set(name, variable)
  if (value !== undefined) walk.table.pending.push({ node: value, scope, fill: (found) => variable.values.push(found) })
  if (type !== undefined) walk.table.pending.push({ node: type, scope, fill: (found) => Object.assign(variable, { annotation: found }) })
}

function declareResult(walk: Walk, value: SyntaxNode | undefined, scope: Scope): void {
  const owner = functionOf(scope)
  const result = owner.kind === 'function' && owner.path !== null ? walk.table.results.get(owner.path) : undefined
  if (result !== undefined && value !== undefined)
    walk.table.pending.push({ node: value, scope, fill: (found) => result.values.push(found) })
}

/** The qualified name of a function, where others can name it: of a statement, a constant or a member. */
function functionPath(walk: Walk, node: SyntaxNode, scope: Scope): string | null {
  const name = fieldOf(node, 'name')
  if (node.type === 'method_definition') return name === undefined || scope.kind !== 'class' ? null : pathIn(scope, textOf(walk.tree, name))
  if (/declaration|signature/.test(node.type) && name !== undefined) return bindDeclaration(walk.table, scope, textOf(walk.tree, name))
  return walk.constants.get(node) ?? null
}

function declareFunction(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const { tree, table } = walk
  const path = functionPath(walk, node, scope)
  const inner = createScope('function', scope, path)
  table.scopes.set(node, inner)
  if (node.type === 'method_definition' && scope.kind === 'class' && scope.path !== null) {
    bind(table, inner, 'this', { kind: 'receiver', className: scope.path, isClass: childOf(node, 'static') !== undefined })
  } else if (node.type !== 'arrow_function') bind(table, inner, 'this', { kind: 'local' })
  for (const parameter of scriptParameters(tree, node)) declareParameter(walk, parameter, inner, scope)
  const body = fieldOf(node, 'body')
  if (path !== null) {
    const result = { values: [], annotation: null }
    table.results.set(path, result)
    const type = fieldOf(node, 'return_type')
    if (type !== undefined) table.pending.push({ node: type, scope, fill: (found) => Object.assign(result, { annotation: found }) })
    if (body !== undefined && body.type !== 'statement_block') declareResult(walk, body, inner)
  }
  declareChildren(walk, node, inner)
}

function declareParameter(walk: Walk, parameter: ScriptParameter, inner: Scope, outer: Scope): void {
  const { tree, table } = walk
  const { name, pattern, annotation, isMember } = parameter
  if (pattern.type !== 'identifier') {
    // `...items` is always an array
    const isRest = pattern.type === 'rest_pattern' && namedChildren(pattern)[0]?.type === 'identifier'
    for (const one of patternNames(pattern)) bind(table, inner, textOf(tree, one), isRest ? plainVariable(one) : { kind: 'local' })
    return
  }
  const draft = { kind: 'parameter' as const, name, annotation: null, injected: false }
  bind(table, inner, name, draft)
  if (annotation !== undefined)
    table.pending.push({ node: annotation, scope: outer, fill: (found) => Object.assign(draft, { annotation: found }) })
  if (isMember) addMember(walk, name, undefined, inner, annotation)
}

function declareClass(walk: Walk, node: SyntaxNode, scope: Scope): void {
  const { tree, table } = walk
  const name = fieldOf(node, 'name')
  const path =
    node.type !== 'class' && name !== undefined ? bindDeclaration(table, scope, textOf(tree, name)) : (walk.constants.get(node) ?? null)
  const inner = createScope('class', scope, path)
  table.scopes.set(node, inner)
  if (path !== null) {
    table.members.set(path, inner.names)
    const heritage = childOf(node, 'class_heritage')
    const extended = heritage === undefined ? undefined : (childOf(heritage, 'extends_clause') ?? heritage)
    const base = extended === undefined ? undefined : (fieldOf(extended, 'value') ?? namedChildren(extended)[0])
    const bases: Parameters<typeof table.bases.set>[1] = []
    table.bases.set(path, bases)
    if (base !== undefined) table.pending.push({ node: base, scope, fill: (found) => bases.push(found) })
  }
  for (const child of node.children) {
    if (child.field === 'body') for (const member of child.children) declareMember(walk, member, inner)
    else declareChildren(walk, child, scope)
  }
}

function declareMember(walk: Walk, node: SyntaxNode, scope: Scope): void {
  if (!/^(public_)?field_definition$/.test(node.type)) {
    declare(walk, node, scope)
    return
  }
  const inner = createScope('block', scope, null)
  walk.table.scopes.set(node, inner)
  if (scope.path !== null) bind(walk.table, inner, 'this', { kind: 'receiver', className: scope.path, isClass: false })
  const name = fieldOf(node, 'name') ?? fieldOf(node, 'property')
  if (name !== undefined) addMember(walk, textOf(walk.tree, name), fieldOf(node, 'value'), inner, fieldOf(node, 'type'))
  declareChildren(walk, node, inner)
}
