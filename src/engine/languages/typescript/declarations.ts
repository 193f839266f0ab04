import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration, DeclarationKind, SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, rangeOf, textOf } from '../syntax.ts'
import { scriptExports } from './exports.ts'
import { scriptImports } from './imports.ts'
import { scriptParameters } from './parameters.ts'

const FUNCTION =
  /^(function_declaration|generator_function_declaration|function_signature|function_expression|generator_function|arrow_function)$/
const CLASS = /^(class_declaration|abstract_class_declaration|class)$/

/** What the module declares, exported or not, in document order, and the members of its classes, interfaces and enums. */
export function scriptDeclarations(tree: SyntaxTree): readonly Declaration[] {
  const local = new Set(
    [...scriptExports(tree, scriptImports(tree)).exports.values()].flatMap((entry) => (entry.kind === 'local' ? [entry.name] : [])),
  )
  return tree.root.children
    .flatMap((statement) => statementDeclarations(tree, statement))
    .map((declaration) => ({ ...declaration, exported: local.has(declaration.qualifiedName.split('.')[0] ?? '') }))
}

function statementDeclarations(tree: SyntaxTree, statement: SyntaxNode): readonly Declaration[] {
  const isDefault = childOf(statement, 'default') !== undefined
  const node = fieldOf(statement, 'declaration') ?? (isDefault ? fieldOf(statement, 'value') : undefined) ?? statement
  const decorators = [statement, node].flatMap((one) => one.children.filter((child) => child.type === 'decorator'))
  const texts = decorators.map((decorator) => textOf(tree, decorator).replace(/^@\s*/, ''))
  if (node.type === 'ambient_declaration') return namedChildren(node).flatMap((inner) => statementDeclarations(tree, inner))
  if (FUNCTION.test(node.type)) return [functionDeclaration(tree, node, node, null)]
  if (CLASS.test(node.type)) {
    const [own, ...members] = classDeclarations(tree, node, node, texts)
    return own === undefined ? members : [{ ...own, firstLine: statement.line }, ...members]
  }
  switch (node.type) {
    case 'lexical_declaration':
    case 'variable_declaration':
      return namedChildren(node).flatMap((declarator) => variableDeclarations(tree, declarator))
    case 'interface_declaration':
    case 'enum_declaration':
    case 'type_alias_declaration':
      return typeDeclarations(tree, node)
    case 'expression_statement':
      return exportedExpression(tree, node)
    default:
      return isDefault && node !== statement && node.type !== 'identifier' ? [declared(tree, node, undefined, null, 'variable')] : []
  }
}

function declared(
  tree: SyntaxTree,
  node: SyntaxNode,
  nameNode: SyntaxNode | undefined,
  container: string | null,
  kind: DeclarationKind,
): Declaration {
  const name = nameNode === undefined ? 'default' : textOf(tree, nameNode)
  const body = fieldOf(node, 'body')
  return {
    kind,
    name,
    qualifiedName: container === null ? name : `${container}.${name}`,
    container,
    nameRange: nameNode === undefined ? { start: node.start, end: node.start } : rangeOf(nameNode),
    line: (nameNode ?? node).line,
    firstLine: node.line,
    start: node.start,
    end: node.end,
    parameters: [],
    isAsync: childOf(node, 'async') !== undefined,
    isProperty: childOf(node, 'get') !== undefined,
    isStatic: childOf(node, 'static') !== undefined,
    decorators: [],
    bases: [],
    exported: false,
    body: body === undefined ? null : rangeOf(body),
    node,
  }
}

function plainParameters(tree: SyntaxTree, callable: SyntaxNode): readonly Parameter[] {
  return scriptParameters(tree, callable).map(({ name, kind, default: value, type }) => ({ name, kind, default: value, type }))
}

function functionDeclaration(
  tree: SyntaxTree,
  node: SyntaxNode,
  callable: SyntaxNode,
  container: string | null,
  name = fieldOf(node, 'name') ?? fieldOf(node, 'property'),
): Declaration {
  const own = declared(tree, node, name, container, container === null ? 'function' : 'method')
  const body = fieldOf(callable, 'body')
  return {
    ...own,
    parameters: plainParameters(tree, callable),
    isAsync: childOf(callable, 'async') !== undefined,
    body: body === undefined ? null : rangeOf(body),
  }
}

function variableDeclarations(tree: SyntaxTree, declarator: SyntaxNode): readonly Declaration[] {
  const [name, value] = [fieldOf(declarator, 'name'), fieldOf(declarator, 'value')]
  if (name?.type !== 'identifier') return []
  if (value !== undefined && FUNCTION.test(value.type)) return [functionDeclaration(tree, declarator, value, null)]
  if (value !== undefined && CLASS.test(value.type)) return classDeclarations(tree, declarator, value, [])
  return [declared(tree, declarator, name, null, 'variable')]
}

/** `exports.name = function () {}` declares what it exports. */
function exportedExpression(tree: SyntaxTree, statement: SyntaxNode): readonly Declaration[] {
  const assignment = childOf(statement, 'assignment_expression')
  const [left, right] = assignment === undefined ? [] : [fieldOf(assignment, 'left'), fieldOf(assignment, 'right')]
  const name = left === undefined ? undefined : fieldOf(left, 'property')
  if (assignment === undefined || left === undefined || right === undefined || name === undefined) return []
  if (!/^(module\.)?exports\.\w+$/.test(textOf(tree, left)) || right.type === 'identifier') return []
  return [
    FUNCTION.test(right.type)
      ? functionDeclaration(tree, assignment, right, null, name)
      : declared(tree, assignment, name, null, 'variable'),
  ]
}

function classDeclarations(tree: SyntaxTree, node: SyntaxNode, body: SyntaxNode, decorators: readonly string[]): readonly Declaration[] {
  const own = declared(tree, node, fieldOf(node, 'name'), null, 'class')
  const heritage = childOf(body, 'class_heritage')
  const extended = heritage === undefined ? undefined : (childOf(heritage, 'extends_clause') ?? heritage)
  const base = extended === undefined ? undefined : (fieldOf(extended, 'value') ?? namedChildren(extended)[0])
  const inside = namedChildren(fieldOf(body, 'body') ?? body)
  const members = inside.flatMap((member, index) => {
    // a method's decorators are its siblings in the tree, a field's are its children
    const above = inside.slice(0, index).findLastIndex(({ type }) => type !== 'decorator') + 1
    const firstLine = (inside[above] ?? member).line
    return memberDeclarations(tree, member, own.qualifiedName).map((one) => ({ ...one, firstLine }))
  })
  return [{ ...own, decorators, bases: base === undefined ? [] : [textOf(tree, base)] }, ...members]
}

function memberDeclarations(tree: SyntaxTree, node: SyntaxNode, container: string): readonly Declaration[] {
  const name = fieldOf(node, 'name') ?? fieldOf(node, 'property')
  if (name === undefined || !/^(property_identifier|identifier)$/.test(name.type)) return []
  if (/^(method_definition|method_signature|abstract_method_signature)$/.test(node.type)) {
    const parameters = textOf(tree, name) === 'constructor' ? scriptParameters(tree, node).filter((parameter) => parameter.isMember) : []
    const fields = parameters.map((parameter) => declared(tree, parameter.pattern, parameter.pattern, container, 'property'))
    return [functionDeclaration(tree, node, node, container), ...fields]
  }
  const value = fieldOf(node, 'value')
  if (value !== undefined && FUNCTION.test(value.type)) return [functionDeclaration(tree, node, value, container)]
  return /^(public_field_definition|field_definition|property_signature)$/.test(node.type)
    ? [declared(tree, node, name, container, 'property')]
    : []
}

function typeDeclarations(tree: SyntaxTree, node: SyntaxNode): readonly Declaration[] {
  const own = declared(tree, node, fieldOf(node, 'name'), null, 'type')
  const body = fieldOf(node, 'body') ?? fieldOf(node, 'value')
  if (body === undefined) return [own]
  if (node.type !== 'enum_declaration')
    return [own, ...namedChildren(body).flatMap((member) => memberDeclarations(tree, member, own.qualifiedName))]
  const members = namedChildren(body).flatMap((member) => {
    const name = member.type === 'enum_assignment' ? fieldOf(member, 'name') : member
    return name?.type === 'property_identifier' ? [declared(tree, member, name, own.qualifiedName, 'property')] : []
  })
  return [own, ...members]
}
