import type { IsKind } from './facets/node-kinds.ts'
import type { SyntaxNode } from './syntax-tree.ts'

/** Every node in document order with the innermost statement around it; `enter` returns false to leave out what is below a node. */
export function visitWithStatement(root: SyntaxNode, is: IsKind, enter: (node: SyntaxNode, statement: SyntaxNode) => boolean): void {
  const walk = (node: SyntaxNode, statement: SyntaxNode): void => {
    if (!enter(node, statement)) return
    const opens = node === root || is(node, 'block')
    for (const child of node.children) walk(child, opens ? child : statement)
  }
  walk(root, root)
}
