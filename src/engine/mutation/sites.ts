import type { Language, Range, SyntaxNode, SyntaxTree } from '../languages/language.ts'
import { textOf } from '../languages/syntax.ts'
import type { Site } from './operator.ts'

/** Every place of a program where a fault could be, in document order; what runs nothing or only names things has none. */
export function sitesOf(tree: SyntaxTree, language: Language): readonly Site[] {
  const sites: Site[] = []
  const read = (range: Range) => textOf(tree, range)
  const walk = (node: SyntaxNode, parent: SyntaxNode): void => {
    if (language.faults.isInert(node, parent, read)) return
    sites.push({ node, parent, language, textOf: read })
    for (const child of node.children) walk(child, node)
  }
  for (const child of tree.root.children) walk(child, tree.root)
  return sites
}
