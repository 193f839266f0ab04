import type { Import, SyntaxNode, SyntaxTree } from '../language.ts'
import { childOf, fieldOf, fieldsOf, rangeOf, textOf, visit } from '../syntax.ts'

/** Every import of the file, also those inside of functions and conditions. */
export function pythonImports(tree: SyntaxTree): readonly Import[] {
  const found: Import[] = []
  visit(tree.root, (node) => {
    if (node.type === 'import_statement') found.push(...moduleImports(tree, node))
    else if (node.type === 'import_from_statement') found.push(...nameImports(tree, node))
    else return true
    return false
  })
  return found
}

function moduleImports(tree: SyntaxTree, statement: SyntaxNode): readonly Import[] {
  return fieldsOf(statement, 'name').map((item) => {
    const dotted = item.type === 'aliased_import' ? (fieldOf(item, 'name') ?? item) : item
    const alias = item.type === 'aliased_import' ? fieldOf(item, 'alias') : undefined
    const local = alias ?? dotted.children[0] ?? dotted
    return {
      specifier: textOf(tree, dotted),
      specifierRange: rangeOf(dotted),
      imported: null,
      importedRange: null,
      local: textOf(tree, local),
      localRange: rangeOf(local),
      bindsRoot: alias === undefined && textOf(tree, dotted).includes('.'),
      reexport: false,
      statement,
      item,
      line: statement.line,
    }
  })
}

function nameImports(tree: SyntaxTree, statement: SyntaxNode): readonly Import[] {
  const module = fieldOf(statement, 'module_name')
  if (module === undefined) return []
  const common = {
    specifier: textOf(tree, module),
    specifierRange: rangeOf(module),
    bindsRoot: false,
    reexport: false,
    statement,
    line: statement.line,
  }
  const star = childOf(statement, 'wildcard_import')
  if (star !== undefined) return [{ ...common, imported: '*', importedRange: null, local: null, localRange: null, item: star }]
  return fieldsOf(statement, 'name').map((item) => {
    const name = item.type === 'aliased_import' ? (fieldOf(item, 'name') ?? item) : item
    const local = (item.type === 'aliased_import' ? fieldOf(item, 'alias') : undefined) ?? name
    return {
      ...common,
      imported: textOf(tree, name),
      importedRange: rangeOf(name),
      local: textOf(tree, local),
      localRange: rangeOf(local),
      item,
    }
  })
}
