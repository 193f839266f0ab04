import type { Range, SyntaxNode } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'

/** The nodes from the root to this very one; to the innermost one of its range where it is a mere range. */
export function nodesTo({ tree }: Pick<SourceFile, 'tree'>, target: SyntaxNode | Range): readonly SyntaxNode[] {
  const path: SyntaxNode[] = []
  for (let node: SyntaxNode | undefined = tree.root; node !== undefined; ) {
    path.push(node)
    if (node === target) break
    node = node.children.find((child) => child.start <= target.start && target.end <= child.end)
  }
  return path
}

/** The call that is exactly this range. */
export function callAt({ tree, language }: SourceFile, { start, end }: Range): SyntaxNode | null {
  return (
    nodesTo({ tree }, { start, end }).find((node) => node.start === start && node.end === end && language.syntax.is(node, 'call')) ?? null
  )
}
