import type { LanguageName, SyntaxNode, SyntaxTree } from '../languages/language.ts'
import { fieldOf, namedChildren, textOf } from '../languages/syntax.ts'
import type { Site } from './operator.ts'

/** What runs nothing, or only names things: imports, exports, types. */
const NO_CODE =
  /^(import_statement|import_from_statement|future_import_statement|export_clause|type|type_annotation|type_arguments|type_parameters?|type_alias_statement|type_alias_declaration|interface_declaration|ambient_declaration|decorator|comment)$/
const NAMES = /^__\w+__$/

/** Every place of a program where a fault could be, in document order. */
export function sitesOf(tree: SyntaxTree, language: LanguageName): readonly Site[] {
  const sites: Site[] = []
  const read = (range: { readonly start: number; readonly end: number }) => textOf(tree, range)
  const walk = (node: SyntaxNode, parent: SyntaxNode): void => {
    if (NO_CODE.test(node.type) || isText(node) || isDunder(node, read) || isName(node, parent, read)) return
    sites.push({ node, parent, language, textOf: read })
    for (const child of node.children) walk(child, node)
  }
  for (const child of tree.root.children) walk(child, tree.root)
  return sites
}

/** A docstring, or a directive such as 'use strict'. */
function isText(node: SyntaxNode): boolean {
  return node.type === 'expression_statement' && namedChildren(node).every(({ type }) => /^(string|concatenated_string)$/.test(type))
}

/** `__all__ = …`, `__version__ = …` and `if __name__ == …`. */
function isDunder(node: SyntaxNode, read: (node: SyntaxNode) => string): boolean {
  if (node.type !== 'assignment' && node.type !== 'if_statement') return false
  const first = node.type === 'assignment' ? node.children[0] : namedChildren(node)[0]?.children[0]
  return first !== undefined && NAMES.test(read(first))
}

/** What names a property or a module. */
function isName(node: SyntaxNode, parent: SyntaxNode, read: (node: SyntaxNode) => string): boolean {
  if (node.type === 'string') return node.field === 'key' && parent.type === 'pair'
  const callee = node.type === 'call_expression' ? fieldOf(node, 'function') : undefined
  return callee !== undefined && /^(require|import)$/.test(read(callee))
}
