import type { Bindings, Export, Import, SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, rangeOf, textOf } from '../syntax.ts'

type Exports = Map<string, Export>

/** A module's exports, by the name under which they are imported; CommonJS forms included. */
export function scriptExports(tree: SyntaxTree, imports: readonly Import[]): Pick<Bindings, 'exports' | 'stars'> {
  const exports: Exports = new Map()
  const stars: string[] = []
  for (const statement of tree.root.children) {
    if (statement.type === 'export_statement') addStatement(tree, statement, exports, stars)
    else if (statement.type === 'expression_statement') addCommonJs(tree, statement, exports)
  }
  for (const [name, entry] of exports) {
    const source =
      entry.kind === 'local' ? imports.find((one) => one.local === entry.name && one.statement.type !== 'export_statement') : undefined
    if (source !== undefined) exports.set(name, { kind: 'from', specifier: source.specifier, imported: source.imported })
  }
  return { exports, stars }
}

function local(name: string, range: SyntaxNode | null): Export {
  return { kind: 'local', name, range: range === null ? null : rangeOf(range) }
}

function addStatement(tree: SyntaxTree, statement: SyntaxNode, exports: Exports, stars: string[]): void {
  const source = fieldOf(statement, 'source')
  const specifier = source === undefined ? null : textOf(tree, childOf(source, 'string_fragment') ?? source)
  const namespace = childOf(statement, 'namespace_export')
  const clause = childOf(statement, 'export_clause')
  if (specifier !== null && namespace !== undefined)
    exports.set(textOf(tree, namespaceName(namespace)), { kind: 'from', specifier, imported: null })
  else if (specifier !== null && clause === undefined) stars.push(specifier)
  else if (clause !== undefined) addClause(tree, clause, specifier, exports)
  else addDeclared(tree, statement, exports)
}

function namespaceName(namespace: SyntaxNode): SyntaxNode {
  return namedChildren(namespace)[0] ?? namespace
}

function addClause(tree: SyntaxTree, clause: SyntaxNode, specifier: string | null, exports: Exports): void {
  for (const item of namedChildren(clause)) {
    const name = fieldOf(item, 'name')
    if (name === undefined) continue
    const exported = fieldOf(item, 'alias') ?? name
    exports.set(
      textOf(tree, exported),
      specifier === null ? local(textOf(tree, name), exported) : { kind: 'from', specifier, imported: textOf(tree, name) },
    )
  }
}

function addDeclared(tree: SyntaxTree, statement: SyntaxNode, exports: Exports): void {
  const declaration = fieldOf(statement, 'declaration')
  if (childOf(statement, 'default') !== undefined) {
    const name = declaration === undefined ? fieldOf(statement, 'value') : fieldOf(declaration, 'name')
    const isName = name?.type === 'identifier' || name?.type === 'type_identifier'
    exports.set('default', local(isName && name !== undefined ? textOf(tree, name) : 'default', null))
  } else if (declaration !== undefined) {
    for (const name of declaredNames(declaration)) exports.set(textOf(tree, name), local(textOf(tree, name), name))
  }
}

/** The names that a declaration statement binds. */
function declaredNames(declaration: SyntaxNode): readonly SyntaxNode[] {
  const inner = declaration.type === 'ambient_declaration' ? namedChildren(declaration)[0] : declaration
  if (inner === undefined) return []
  if (!/^(lexical|variable)_declaration$/.test(inner.type)) {
    const name = fieldOf(inner, 'name')
    return name === undefined ? [] : [name]
  }
  return namedChildren(inner).flatMap((declarator) => patternNames(fieldOf(declarator, 'name')))
}

/** The identifiers that a pattern binds. */
export function patternNames(pattern: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (pattern === undefined) return []
  if (/^(identifier|shorthand_property_identifier_pattern)$/.test(pattern.type)) return [pattern]
  if (pattern.type === 'pair_pattern') return patternNames(fieldOf(pattern, 'value'))
  if (/^(assignment_pattern|object_assignment_pattern)$/.test(pattern.type)) return patternNames(fieldOf(pattern, 'left'))
  return /^(object_pattern|array_pattern|rest_pattern)$/.test(pattern.type) ? namedChildren(pattern).flatMap(patternNames) : []
}

/** `module.exports = …`, `exports.name = …`. */
function addCommonJs(tree: SyntaxTree, statement: SyntaxNode, exports: Exports): void {
  const assignment = childOf(statement, 'assignment_expression')
  const [left, right] = assignment === undefined ? [] : [fieldOf(assignment, 'left'), fieldOf(assignment, 'right')]
  if (left === undefined || right === undefined) return
  const target = textOf(tree, left)
  const single = /^(?:module\.)?exports\.(\w+)$/.exec(target)?.[1]
  if (single !== undefined) exports.set(single, local(right.type === 'identifier' ? textOf(tree, right) : single, null))
  if (target !== 'module.exports') return
  const name = right.type === 'class' ? fieldOf(right, 'name') : right.type === 'identifier' ? right : undefined
  if (name !== undefined) exports.set('default', { kind: 'local', name: textOf(tree, name), range: null, isWhole: true })
  for (const item of right.type === 'object' ? namedChildren(right) : []) {
    const key = fieldOf(item, 'key') ?? item
    const value = fieldOf(item, 'value') ?? item
    if (/^(identifier|shorthand_property_identifier)$/.test(value.type)) exports.set(textOf(tree, key), local(textOf(tree, value), key))
  }
}
