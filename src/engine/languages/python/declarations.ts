import type { Parameter } from '../../../model/contract-change.ts'
import type { Declaration, SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, rangeOf, textOf, visit } from '../syntax.ts'
import { dataclassParameters } from './dataclass-parameters.ts'
import { pythonParameters } from './parameters.ts'

const PROPERTY = /^(property|abstractproperty|(\w+\.)*cached_property|\w+\.(setter|getter|deleter))\b/

/** What the module declares, in document order; conditional blocks count as the module, bodies of functions do not. */
export function pythonDeclarations(tree: SyntaxTree): readonly Declaration[] {
  return blockDeclarations(tree, tree.root, null)
}

function blockDeclarations(tree: SyntaxTree, block: SyntaxNode, container: string | null): readonly Declaration[] {
  return namedChildren(block).flatMap((node) => statementDeclarations(tree, node, container))
}

function statementDeclarations(tree: SyntaxTree, node: SyntaxNode, container: string | null): readonly Declaration[] {
  const definition = node.type === 'decorated_definition' ? fieldOf(node, 'definition') : node
  const decorators = node.children.filter((child) => child.type === 'decorator').map((child) => textOf(tree, child).replace(/^@\s*/, ''))
  switch (definition?.type) {
    case 'function_definition':
      return [{ ...functionDeclaration(tree, definition, decorators, container), firstLine: node.line }]
    case 'class_definition':
      return classDeclarations(tree, definition, decorators, container).map((one, index) =>
        index === 0 ? { ...one, firstLine: node.line } : one,
      )
    case 'expression_statement':
      return assignmentDeclarations(tree, definition, container)
    case 'type_alias_statement':
      return aliasDeclaration(tree, definition, container)
    default:
      return namedChildren(node)
        .filter((child) => /^(block|elif_clause|else_clause|except_clause|finally_clause)$/.test(child.type))
        .flatMap((child) => blockDeclarations(tree, child, container))
  }
}

function declared(tree: SyntaxTree, node: SyntaxNode, nameNode: SyntaxNode, container: string | null) {
  const name = textOf(tree, nameNode)
  return {
    name,
    qualifiedName: container === null ? name : `${container}.${name}`,
    container,
    nameRange: rangeOf(nameNode),
    line: nameNode.line,
    firstLine: node.line,
    start: node.start,
    end: node.end,
    parameters: [] as readonly Parameter[],
    isAsync: false,
    isProperty: false,
    isStatic: false,
    decorators: [] as readonly string[],
    bases: [] as readonly string[],
    exported: true,
    body: null,
    node,
  }
}

function functionDeclaration(tree: SyntaxTree, node: SyntaxNode, decorators: readonly string[], container: string | null): Declaration {
  const all = pythonParameters(tree, fieldOf(node, 'parameters'))
  const isStatic = decorators.includes('staticmethod')
  const parameters = container === null || isStatic || all[0]?.kind === 'rest' ? all : all.slice(1)
  const body = fieldOf(node, 'body')
  return {
    ...declared(tree, node, fieldOf(node, 'name') ?? node, container),
    kind: container === null ? 'function' : 'method',
    parameters: parameters.map(({ name, kind, default: value, type }) => ({ name, kind, default: value, type })),
    isAsync: childOf(node, 'async') !== undefined,
    isProperty: decorators.some((decorator) => PROPERTY.test(decorator)),
    isStatic,
    decorators,
    body: body === undefined ? null : rangeOf(body),
  }
}

function classDeclarations(
  tree: SyntaxTree,
  node: SyntaxNode,
  decorators: readonly string[],
  container: string | null,
): readonly Declaration[] {
  const body = fieldOf(node, 'body')
  const superclasses = fieldOf(node, 'superclasses')
  const bases = superclasses === undefined ? [] : namedChildren(superclasses).filter((base) => base.type !== 'keyword_argument')
  const own = declared(tree, node, fieldOf(node, 'name') ?? node, container)
  const members = body === undefined ? [] : blockDeclarations(tree, body, own.qualifiedName)
  const baseNames = bases.map((base) => textOf(tree, base))
  return [
    {
      ...own,
      kind: 'class',
      decorators,
      bases: baseNames,
      parameters: members.some((member) => member.name === '__init__') ? [] : dataclassParameters(tree, members, decorators, baseNames),
      body: body === undefined ? null : rangeOf(body),
    },
    ...members,
    ...attributeDeclarations(tree, body, own.qualifiedName, new Set(members.map((member) => member.name))),
  ]
}

/** `self.x = …` in a method declares `x` unless the class body does. */
function attributeDeclarations(
  tree: SyntaxTree,
  body: SyntaxNode | undefined,
  container: string,
  known: ReadonlySet<string>,
): readonly Declaration[] {
  const found = new Map<string, Declaration>()
  if (body === undefined) return []
  visit(body, (node) => {
    if (node.type === 'class_definition') return false
    const left = node.type === 'assignment' ? fieldOf(node, 'left') : undefined
    const object = left?.type === 'attribute' ? fieldOf(left, 'object') : undefined
    const attribute = left?.type === 'attribute' ? fieldOf(left, 'attribute') : undefined
    if (object !== undefined && attribute !== undefined && textOf(tree, object) === 'self') {
      const name = textOf(tree, attribute)
      if (!known.has(name) && !found.has(name)) found.set(name, { ...declared(tree, node, attribute, container), kind: 'property' })
    }
    return true
  })
  return [...found.values()]
}

function assignmentDeclarations(tree: SyntaxTree, statement: SyntaxNode, container: string | null): readonly Declaration[] {
  const assignment = childOf(statement, 'assignment')
  const left = assignment === undefined ? undefined : fieldOf(assignment, 'left')
  if (assignment === undefined || left === undefined) return []
  const names =
    left.type === 'identifier' ? [left] : left.type === 'pattern_list' ? left.children.filter((child) => child.type === 'identifier') : []
  return names.map((name) => ({ ...declared(tree, assignment, name, container), kind: container === null ? 'variable' : 'property' }))
}

function aliasDeclaration(tree: SyntaxTree, statement: SyntaxNode, container: string | null): readonly Declaration[] {
  const name = fieldOf(statement, 'left')
  return name === undefined ? [] : [{ ...declared(tree, statement, childOf(name, 'identifier') ?? name, container), kind: 'type' }]
}
