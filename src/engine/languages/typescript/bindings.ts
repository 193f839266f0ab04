import type { Argument, Bindings, Expression, ObjectKey, SyntaxNode, SyntaxTree } from '../language.ts'
import { argumentOf, createPass, type Pass, stringOf, wrapped } from '../lowering.ts'
import { completeBindings, lookUp, type Scope } from '../scope.ts'
import { childOf, fieldOf, namedChildren, rangeOf, textOf } from '../syntax.ts'
import { scriptExports } from './exports.ts'
import { scriptImports } from './imports.ts'
import { scriptScopes } from './scopes.ts'
import { scriptSyntax } from './syntax.ts'

const NAME = /^(identifier|type_identifier|shorthand_property_identifier|this|super|import)$/
const MEMBER = /^(member_expression|nested_identifier|nested_type_identifier)$/
const CALL = /^(call_expression|new_expression)$/
const WRAPPER =
  /^(await_expression|parenthesized_expression|non_null_expression|satisfies_expression|type_annotation|assignment_expression|generic_type|union_type|readonly_type|parenthesized_type)$/
const LITERAL =
  /^(number|string|template_string|true|false|null|undefined|array|regex|array_type|tuple_type|literal_type|template_literal_type)$/
/** Types that every value may have. */
const ANY = /^(?:any|unknown|object|never|this)$/
const TAG = /^jsx_(opening|self_closing|closing)_element$/
const FUNCTION = /^(arrow_function|function_expression)$/

/** Second pass: every expression of the file, its names resolved through the scopes. */
export function scriptBindings(tree: SyntaxTree): Bindings {
  const imports = scriptImports(tree)
  const table = scriptScopes(tree, imports)
  const pass = createPass(tree, table)
  walk(pass, tree.root, table.root)
  return completeBindings(table, pass.found, (node, scope) => lower(pass, node, scope), { imports, ...scriptExports(tree, imports) })
}

function walk(pass: Pass, node: SyntaxNode, scope: Scope): void {
  if (node.type === 'import_statement') return
  const inner = pass.table.scopes.get(node) ?? scope
  const isClass = /^(class_declaration|abstract_class_declaration|class)$/.test(node.type)
  for (const child of node.children) {
    if (isReference(node, child)) lower(pass, child, isClass && child.field !== 'body' ? scope : inner)
  }
}

function isReference(parent: SyntaxNode, child: SyntaxNode): boolean {
  if (!NAME.test(child.type)) return child.named
  if (/^(export_specifier)$/.test(parent.type)) return child.field === 'name'
  if (/^(namespace_export|labeled_statement|break_statement|continue_statement|type_parameter|formal_parameters)$/.test(parent.type))
    return false
  if (child.field === 'pattern' || child.field === 'parameter') return false
  // the element of JSX is a name in use; names of declarations are not
  return child.field !== 'name' || /^(jsx_|generic_type|nested_type)/.test(parent.type)
}

/** An expression as far as names can be followed; each node is read once. */
function lower(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const known = pass.known.get(node)
  if (known !== undefined) return known
  const lowered = lowerNew(pass, node, scope)
  pass.known.set(node, lowered)
  return lowered
}

function lowerNew(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  if (NAME.test(node.type)) return nameOf(pass, node, scope)
  if (MEMBER.test(node.type)) return memberOf(pass, node, scope)
  if (CALL.test(node.type)) return callOf(pass, node, scope)
  if (WRAPPER.test(node.type)) {
    walk(pass, node, scope)
    return wrapped(node, innerOf(pass.tree, node), (inner) => lower(pass, inner, scope))
  }
  if (node.type === 'as_expression' || node.type === 'type_assertion') return castOf(pass, node, scope)
  if (node.type === 'export_statement' && fieldOf(node, 'source') !== undefined) return { kind: 'other', ...rangeOf(node) }
  walk(pass, node, scope)
  if (TAG.test(node.type)) readTag(pass, node, scope)
  if (FUNCTION.test(node.type)) return { kind: 'function', result: resultOf(pass, node), ...rangeOf(node) }
  if (node.type === 'object') return { kind: 'object', keys: keysOf(pass, node), fields: fieldsOf(pass, node, scope), ...rangeOf(node) }
  if (node.type === 'string') return stringOf(pass, node, plainContent(node))
  const isPlain = LITERAL.test(node.type) || (node.type === 'predefined_type' && !ANY.test(textOf(pass.tree, node)))
  return { kind: isPlain ? 'literal' : 'other', ...rangeOf(node) }
}

/** `value as Type`: what the type makes; the value itself where the type says nothing of it. */
function castOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  walk(pass, node, scope)
  const [first, second] = namedChildren(node)
  const [value, type] = node.type === 'as_expression' ? [first, second] : [second, namedChildren(first ?? node)[0]]
  const made = type === undefined ? null : lower(pass, type, scope)
  if (made === null || made.kind === 'other') return value === undefined ? { kind: 'other', ...rangeOf(node) } : lower(pass, value, scope)
  // an object of the type, as a call of its class makes it
  return made.kind === 'literal'
    ? made
    : { kind: 'call', callee: made, arguments: [], inside: { start: node.end, end: node.end }, ...rangeOf(node) }
}

function nameOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const name = textOf(pass.tree, node)
  const isShorthand = node.type === 'shorthand_property_identifier'
  const expression = { kind: 'name' as const, name, binding: lookUp(scope, name), isShorthand, ...rangeOf(node) }
  pass.found.names.push(expression)
  return expression
}

function memberOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const parts = namedChildren(node)
  const object = fieldOf(node, 'object') ?? fieldOf(node, 'module') ?? parts[0]
  const property = fieldOf(node, 'property') ?? fieldOf(node, 'name') ?? parts[1]
  if (object === undefined || property === undefined) return { kind: 'other', ...rangeOf(node) }
  const expression = {
    kind: 'member' as const,
    object: lower(pass, object, scope),
    name: textOf(pass.tree, property),
    nameRange: rangeOf(property),
    ...rangeOf(node),
  }
  pass.found.memberAccesses.push(expression)
  return expression
}

function callOf(pass: Pass, node: SyntaxNode, scope: Scope): Expression {
  const callee = fieldOf(node, 'function') ?? fieldOf(node, 'constructor')
  const list = fieldOf(node, 'arguments')
  if (callee === undefined) return { kind: 'other', ...rangeOf(node) }
  const types = fieldOf(node, 'type_arguments')
  if (types !== undefined) walk(pass, types, scope)
  const target = lower(pass, callee, scope)
  const given = list === undefined || list.type === 'template_string' ? [] : namedChildren(list)
  if (list?.type === 'template_string') walk(pass, list, scope)
  const call = {
    kind: 'call' as const,
    callee: target,
    arguments: given.map((argument) => argumentOf(pass, scriptSyntax, argument, (inner) => lower(pass, inner, scope))),
    inside: list === undefined ? { start: node.end, end: node.end } : { start: list.start + 1, end: list.end - 1 },
    ...rangeOf(node),
  }
  pass.found.calls.push(call)
  return call
}

function readTag(pass: Pass, node: SyntaxNode, scope: Scope): void {
  const component = fieldOf(node, 'name')
  if (component === undefined) return
  const keys = node.children.flatMap((child): readonly ObjectKey[] => {
    const key = child.type === 'jsx_attribute' ? childOf(child, 'property_identifier') : undefined
    return key === undefined ? [] : [{ name: textOf(pass.tree, key), range: rangeOf(key), shorthand: false, quoted: false }]
  })
  const hasSpread = node.children.some(({ type }) => type === 'jsx_expression')
  pass.found.tags.push({ component: lower(pass, component, scope), keys, hasSpread, ...rangeOf(node) })
}

/** Only strings that read as they are written: no escapes. */
function plainContent(node: SyntaxNode): SyntaxNode | undefined {
  return namedChildren(node).length === 1 ? childOf(node, 'string_fragment') : undefined
}

/** The one expression inside brackets, `await`, `x!`, `Promise<X>`, `X | undefined` and `a = value`. */
function innerOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | undefined {
  const inner = namedChildren(node)
  switch (node.type) {
    case 'assignment_expression':
      return fieldOf(node, 'right')
    case 'generic_type': {
      const name = fieldOf(node, 'name')
      const isPromise = name !== undefined && textOf(tree, name) === 'Promise'
      return isPromise ? namedChildren(fieldOf(node, 'type_arguments') ?? node)[0] : name
    }
    case 'union_type': {
      const sides = inner.filter((side) => !/^(undefined|null)$/.test(textOf(tree, side)))
      return sides.length === 1 ? sides[0] : undefined
    }
    default:
      return inner[0]
  }
}

/** What a short function gives back: its expression, or the value of its one return statement. */
function resultOf(pass: Pass, node: SyntaxNode): Expression | null {
  const body = fieldOf(node, 'body')
  if (body === undefined) return null
  const returns = body.type === 'statement_block' ? body.children.filter((child) => child.type === 'return_statement') : []
  const value = body.type === 'statement_block' ? namedChildren(returns.at(-1) ?? body)[0] : body
  return value === undefined || (body.type === 'statement_block' && returns.length !== 1)
    ? null
    : lower(pass, value, pass.table.scopes.get(body) ?? pass.table.root)
}

function keysOf(pass: Pass, object: SyntaxNode): readonly ObjectKey[] {
  return namedChildren(object).flatMap((item): readonly ObjectKey[] => {
    const key = fieldOf(item, 'key') ?? fieldOf(item, 'name') ?? item
    if (key.type === 'string') {
      const fragment = childOf(key, 'string_fragment')
      return fragment === undefined ? [] : [{ name: textOf(pass.tree, fragment), range: rangeOf(fragment), shorthand: false, quoted: true }]
    }
    const isShorthand = key.type === 'shorthand_property_identifier'
    if (!isShorthand && key.type !== 'property_identifier') return []
    return [{ name: textOf(pass.tree, key), range: rangeOf(key), shorthand: isShorthand, quoted: false }]
  })
}

/** The items of an object as arguments with keywords; what has no plain key is a spread. */
function fieldsOf(pass: Pass, object: SyntaxNode, scope: Scope): readonly Argument[] {
  return namedChildren(object).map((item): Argument => {
    const [key, value] =
      item.type === 'shorthand_property_identifier'
        ? [item, item]
        : item.type === 'pair'
          ? [fieldOf(item, 'key'), fieldOf(item, 'value')]
          : []
    const isPlain = key !== undefined && /^(?:shorthand_)?property_identifier$/.test(key.type)
    if (!isPlain || value === undefined)
      return { keyword: null, spread: 'map', value: { kind: 'other', ...rangeOf(item) }, ...rangeOf(item) }
    const keyword = { name: textOf(pass.tree, key), range: rangeOf(key) }
    return { keyword, spread: 'none', value: lower(pass, value, scope), ...rangeOf(item) }
  })
}
