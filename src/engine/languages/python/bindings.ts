import type { Bindings, Export, Expression, Import, SyntaxNode, SyntaxTree } from '../language.ts'
import { argumentOf, createPass, type Pass, stringOf, wrapped } from '../lowering.ts'
import { completeBindings, lookUp, type Scope, type ScopeTable } from '../scope.ts'
import { childOf, fieldOf, namedChildren, rangeOf, textOf } from '../syntax.ts'
import { pythonImports } from './imports.ts'
import { pythonScopes } from './scopes.ts'
import { pythonSyntax } from './syntax.ts'

const LITERAL =
  /^(integer|float|true|false|none|list|dictionary|set|tuple|string|list_comprehension|set_comprehension|dictionary_comprehension)$/

/** Second pass: every expression of the file, its names resolved through the scopes. */
export function pythonBindings(tree: SyntaxTree): Bindings {
  const imports = pythonImports(tree)
  const table = pythonScopes(tree, imports)
  const pass = createPass(tree, table)
  walk(pass, tree.root, table.root)
  return completeBindings(table, pass.found, (node, scope) => lower(pass, node, scope), exportsOf(table, imports))
}

/** A module passes on all that it binds, what it imports included. */
function exportsOf(table: ScopeTable, imports: readonly Import[]): Pick<Bindings, 'exports' | 'stars' | 'imports'> {
  const exports = new Map<string, Export>()
  for (const [name, binding] of table.root.names) {
    if (binding.kind !== 'import') exports.set(name, { kind: 'local', name, range: null })
    else {
      const { specifier, imported, bindsRoot } = binding.import
      exports.set(name, { kind: 'from', specifier: bindsRoot ? name : specifier, imported })
    }
  }
  return { imports, exports, stars: imports.filter((entry) => entry.imported === '*').map((entry) => entry.specifier) }
}

function walk(pass: Pass, node: SyntaxNode, scope: Scope): void {
  if (node.type === 'import_statement' || node.type === 'import_from_statement' || /^(global|nonlocal)_statement$/.test(node.type)) return
  const inner = pass.table.scopes.get(node) ?? scope
  for (const child of node.children) {
    const at =
      inner === scope || child.field === 'body' || !/^(function_definition|class_definition|lambda)$/.test(node.type) ? inner : scope
    if (!isReference(node, child)) continue
    if (isExpression(child)) lower(pass, child, at)
    else walk(pass, child, at)
  }
}

function isReference(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (child.type !== 'identifier') return child.field !== 'name' || child.type !== 'dotted_name'
  if (parent.type === 'keyword_pattern') return parent.children[0] !== child
  if (/^(parameters|lambda_parameters|list_splat_pattern|dictionary_splat_pattern|typed_parameter)$/.test(parent.type))
    return child.field === 'type'
  return child.field !== 'name' || parent.type === 'named_expression'
}

function isExpression(node: SyntaxNode): boolean {
  return /^(identifier|attribute|call|string|concatenated_string|await|parenthesized_expression|dotted_name|type)$/.test(node.type)
}

/** An expression as far as names can be followed; each node is read once. */
function lower(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const known = pass.known.get(node)
  if (known !== undefined) return known
  const lowered = lowerNew(pass, node, pass.table.scopes.get(node) ?? scope)
  pass.known.set(node, lowered)
  return lowered
}

function lowerNew(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  switch (node.type) {
    case 'identifier':
      return nameOf(pass, node, scope)
    case 'dotted_name':
      return dottedName(pass, node, scope)
    case 'attribute':
      return memberOf(pass, node, scope)
    case 'call':
      return callOf(pass, node, scope)
    case 'string':
      walk(pass, node, scope)
      return stringOf(pass, node, plainContent(pass.tree, node))
    case 'concatenated_string':
      // its parts are not strings of their own
      for (const part of node.children) walk(pass, part, scope)
      return { kind: 'literal', ...rangeOf(node) }
    case 'type':
      return quotedType(pass, node, scope) ?? lowerWrapper(pass, node, scope)
    case 'await':
    case 'parenthesized_expression':
    case 'generic_type':
    case 'type_parameter':
    case 'binary_operator':
    case 'assignment':
    case 'named_expression':
      return lowerWrapper(pass, node, scope)
    default:
      walk(pass, node, scope)
      return { kind: LITERAL.test(node.type) ? 'literal' : 'other', ...rangeOf(node) }
  }
}

function lowerWrapper(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  walk(pass, node, scope)
  return wrapped(node, innerOf(pass.tree, node), (inner) => lower(pass, inner, scope))
}

/** A class in quotes, which is declared further down. */
function quotedType(pass: Pass, node: SyntaxNode, scope: Scope): Expression | null {
  const string = childOf(node, 'string')
  if (string === undefined) return null
  const content = plainContent(pass.tree, string)
  const name = content === undefined ? '' : textOf(pass.tree, content)
  lowerWrapper(pass, node, scope)
  if (!/^[A-Za-z_]\w*$/.test(name) || ANY_TYPE.test(name)) return { kind: 'other', ...rangeOf(node) }
  return { kind: 'name', name, binding: lookUp(scope, name), isShorthand: false, ...rangeOf(content ?? node) }
}

function nameOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const name = textOf(pass.tree, node)
  const expression = { kind: 'name' as const, name, binding: lookUp(scope, name), isShorthand: false, ...rangeOf(node) }
  pass.found.names.push(expression)
  return expression
}

function dottedName(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const [first, ...rest] = namedChildren(node)
  let expression: Expression = first === undefined ? { kind: 'other', ...rangeOf(node) } : lower(pass, first, scope)
  for (const part of rest) expression = addMember(pass, expression, part)
  return expression
}

function memberOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const object = fieldOf(node, 'object')
  const attribute = fieldOf(node, 'attribute')
  if (object === undefined || attribute === undefined) return { kind: 'other', ...rangeOf(node) }
  return addMember(pass, lower(pass, object, scope), attribute)
}

function addMember(pass: Pass, object: Expression, name: SyntaxNode): Expression {
  const expression = {
    kind: 'member' as const,
    object,
    name: textOf(pass.tree, name),
    nameRange: rangeOf(name),
    start: object.start,
    end: name.end,
  }
  pass.found.memberAccesses.push(expression)
  return expression
}

function callOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const callee = fieldOf(node, 'function')
  const list = fieldOf(node, 'arguments')
  if (callee === undefined || list === undefined) return { kind: 'other', ...rangeOf(node) }
  const target = lower(pass, callee, scope)
  // f(x for x in y)
  const single = list.type === 'generator_expression' ? [list] : namedChildren(list)
  const call = {
    kind: 'call' as const,
    callee: target,
    arguments: single.map((argument) => argumentOf(pass, pythonSyntax, argument, (inner) => lower(pass, inner, scope))),
    inside: { start: list.start + 1, end: list.end - 1 },
    ...rangeOf(node),
  }
  pass.found.calls.push(call)
  return call
}

/** Only strings that read as they are written: no f-strings, bytes or escapes. */
function plainContent(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | undefined {
  const [start, content] = [childOf(node, 'string_start'), childOf(node, 'string_content')]
  const isPlain = start !== undefined && /^[rRuU]?['"]+$/.test(textOf(tree, start)) && content?.children.length === 0
  return isPlain ? content : undefined
}

/** Types that say nothing of the value: it may be an object of any class. */
const ANY_TYPE = /^(?:\w+\.)?(?:Any|object|Self|Type|type|Literal|Callable|Protocol)$/
const WRAPPED_TYPE = /^(?:\w+\.)?(?:Optional|Annotated|Final|ClassVar|Required|NotRequired|ReadOnly)$/

/** The class that a generic type stands for: its own, or the one inside of `Optional[X]`, `Final[X]`, `Union[X, None]`. */
function typeIn(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | undefined {
  const [name, list, ...more] = namedChildren(node)
  if (name === undefined || list === undefined) return undefined
  const written = textOf(tree, name)
  const inside = list.type === 'type_parameter' ? namedChildren(list) : [list, ...more]
  if (WRAPPED_TYPE.test(written)) return inside[0]
  if (!/^(?:\w+\.)?Union$/.test(written)) return ANY_TYPE.test(written) ? undefined : name
  const sides = inside.filter((side) => textOf(tree, side) !== 'None')
  return sides.length === 1 ? sides[0] : undefined
}

/** The one expression inside brackets, `await`, a generic type, `X | None` and `a = b = value`. */
function innerOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | undefined {
  const inner = namedChildren(node)
  switch (node.type) {
    case 'assignment':
      return fieldOf(node, 'right')
    case 'named_expression':
      return fieldOf(node, 'value')
    case 'type':
      if (ANY_TYPE.test(textOf(tree, node))) return undefined
      return inner[0]?.type === 'subscript' ? typeIn(tree, inner[0]) : inner[0]
    case 'generic_type':
      return typeIn(tree, node)
    case 'binary_operator': {
      const sides = inner.filter((side) => side.type !== 'none')
      return sides.length === 1 && inner.length === 2 ? sides[0] : undefined
    }
    default:
      return inner.length === 1 ? inner[0] : undefined
  }
}
