import type { Range, SyntaxNode } from './syntax-tree.ts'

/** The nodes around a range, outermost first; the last one is the outermost node that is exactly the range, where there is one. */
export function pathTo(root: SyntaxNode, { start, end }: Range): readonly SyntaxNode[] {
  const path: SyntaxNode[] = []
  let node: SyntaxNode | undefined = root
  while (node !== undefined) {
    path.push(node)
    if (node.start === start && node.end === end && node !== root) break
    node = node.children.find((child) => child.start <= start && end <= child.end)
  }
  return path
}

/** The outermost node that is exactly this range; `null` where there is none. */
export function nodeAt(root: SyntaxNode, range: Range): SyntaxNode | null {
  const last = pathTo(root, range).at(-1)
  return last !== undefined && last.start === range.start && last.end === range.end ? last : null
}
