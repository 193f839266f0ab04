import type { Range, SyntaxNode } from '../../languages/language.ts'
import { isComment } from '../../languages/syntax.ts'

/** A child of a node, or all imports that stand together there with the comments between them. */
export type ChildPart = Range & { readonly isImports: boolean; readonly nodes: readonly SyntaxNode[]; readonly first: SyntaxNode }

/** The children of a node in their order, each run of imports as one. */
export function childParts(children: readonly SyntaxNode[], isImport: (node: SyntaxNode) => boolean): readonly ChildPart[] {
  const parts: ChildPart[] = []
  for (let index = 0; index < children.length; index += 1) {
    const first = children[index] as SyntaxNode
    let last = index
    if (isImport(first)) {
      for (let next = index + 1; next < children.length; next += 1) {
        const child = children[next] as SyntaxNode
        if (isImport(child)) last = next
        else if (!isComment(child)) break
      }
    }
    const nodes = children.slice(index, last + 1)
    parts.push({ isImports: isImport(first), nodes, first, start: first.start, end: (nodes.at(-1) ?? first).end })
    index = last
  }
  return parts
}
