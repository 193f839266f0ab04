import type { Import, SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, namedChildren, rangeOf, textOf, visit } from '../syntax.ts'

type Common = Pick<Import, 'specifier' | 'specifierRange' | 'statement' | 'line' | 'bindsRoot'>

/** Imports, re-exports, `require` and dynamic `import` with a plain specifier, in document order. */
export function scriptImports(tree: SyntaxTree): readonly Import[] {
  const found: Import[] = []
  visit(tree.root, (node) => {
    if (node.type === 'import_statement') found.push(...statementImports(tree, node))
    else if (node.type === 'export_statement' && fieldOf(node, 'source') !== undefined) found.push(...reexports(tree, node))
    else if (node.type === 'variable_declarator' || node.type === 'call_expression') {
      const loaded = loadedModule(tree, node.type === 'call_expression' ? node : fieldOf(node, 'value'))
      if (loaded === undefined) return true
      found.push(...(node.type === 'call_expression' ? [sideEffect(node, loaded)] : boundModule(tree, node, loaded)))
    } else return true
    return false
  })
  return found
}

function common(tree: SyntaxTree, source: SyntaxNode, statement: SyntaxNode): Common {
  const fragment = childOf(source, 'string_fragment')
  const inside = fragment ?? { start: source.start + 1, end: source.end - 1 }
  return { specifier: textOf(tree, inside), specifierRange: rangeOf(inside), statement, line: statement.line, bindsRoot: false }
}

function sideEffect(item: SyntaxNode, shared: Common): Import {
  return { ...shared, imported: null, importedRange: null, local: null, localRange: null, reexport: false, item }
}

function whole(tree: SyntaxTree, local: SyntaxNode, item: SyntaxNode, shared: Common): Import {
  return { ...shared, imported: null, importedRange: null, local: textOf(tree, local), localRange: rangeOf(local), reexport: false, item }
}

function named(tree: SyntaxTree, name: SyntaxNode, local: SyntaxNode, item: SyntaxNode, shared: Common): Import {
  return {
    ...shared,
    imported: textOf(tree, name),
    importedRange: rangeOf(name),
    local: textOf(tree, local),
    localRange: rangeOf(local),
    reexport: false,
    item,
  }
}

function statementImports(tree: SyntaxTree, statement: SyntaxNode): readonly Import[] {
  const required = childOf(statement, 'import_require_clause')
  const source = fieldOf(required ?? statement, 'source')
  if (source === undefined) return []
  const shared = common(tree, source, statement)
  const clause = required ?? childOf(statement, 'import_clause')
  if (clause === undefined) return [sideEffect(statement, shared)]
  return namedChildren(clause).flatMap((item): readonly Import[] => {
    if (item.type === 'identifier') {
      if (required !== undefined) return [whole(tree, item, item, shared)]
      return [{ ...named(tree, item, item, item, shared), imported: 'default', importedRange: null }]
    }
    const inner = childOf(item, 'identifier')
    if (item.type === 'namespace_import' && inner !== undefined) return [whole(tree, inner, item, shared)]
    return item.type === 'named_imports' ? namedChildren(item).flatMap((one) => specifierImport(tree, one, shared)) : []
  })
}

function specifierImport(tree: SyntaxTree, item: SyntaxNode, shared: Common): readonly Import[] {
  const name = fieldOf(item, 'name')
  return name === undefined ? [] : [named(tree, name, fieldOf(item, 'alias') ?? name, item, shared)]
}

function reexports(tree: SyntaxTree, statement: SyntaxNode): readonly Import[] {
  const source = fieldOf(statement, 'source')
  if (source === undefined) return []
  const shared = common(tree, source, statement)
  const clause = childOf(statement, 'export_clause')
  if (clause === undefined) return [{ ...sideEffect(statement, shared), reexport: true }]
  return namedChildren(clause).flatMap((item) => {
    const name = fieldOf(item, 'name')
    const binding = { local: null, localRange: null, reexport: true }
    return name === undefined ? [] : [{ ...shared, imported: textOf(tree, name), importedRange: rangeOf(name), item, ...binding }]
  })
}

/** `require('x')`, `import('x')`, awaited or not, and the test frameworks' ways to load the real module. */
function loadedModule(tree: SyntaxTree, value: SyntaxNode | undefined): Common | undefined {
  const call = value?.type === 'await_expression' ? namedChildren(value)[0] : value
  if (call?.type !== 'call_expression') return undefined
  const callee = fieldOf(call, 'function')
  const source = namedChildren(fieldOf(call, 'arguments') ?? call)[0]
  if (callee === undefined || source?.type !== 'string') return undefined
  const isLoader = /^(require|import|(vi|jest)\.(requireActual|importActual|requireMock|importMock))$/.test(textOf(tree, callee))
  return isLoader ? common(tree, source, call) : undefined
}

/** `const x = require('y')`, `const { a, b: c } = await import('y')`. */
function boundModule(tree: SyntaxTree, declarator: SyntaxNode, loaded: Common): readonly Import[] {
  const name = fieldOf(declarator, 'name')
  const shared = { ...loaded, statement: declarator }
  if (name?.type === 'identifier') return [whole(tree, name, declarator, shared)]
  if (name?.type !== 'object_pattern') return [sideEffect(declarator, shared)]
  return namedChildren(name).flatMap((item): readonly Import[] => {
    if (item.type === 'shorthand_property_identifier_pattern') return [named(tree, item, item, item, shared)]
    const [key, value] = [fieldOf(item, 'key'), fieldOf(item, 'value')]
    return key?.type === 'property_identifier' && value?.type === 'identifier' ? [named(tree, key, value, item, shared)] : []
  })
}
