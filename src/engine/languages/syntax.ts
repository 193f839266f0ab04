import type { Range, SyntaxNode, SyntaxTree } from './language.ts'

/** The first child under a field name. */
export function fieldOf(node: SyntaxNode, name: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === name)
}

export function fieldsOf(node: SyntaxNode, name: string): readonly SyntaxNode[] {
  return node.children.filter((child) => child.field === name)
}

export function childOf(node: SyntaxNode, ...types: readonly string[]): SyntaxNode | undefined {
  return node.children.find((child) => types.includes(child.type))
}

export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
  return node.children.filter((child) => child.named && !isComment(child))
}

/** Whether a node is a comment, which every grammar's are called in the plain tree. */
export function isComment(node: SyntaxNode): boolean {
  return node.type === 'comment'
}

export function textOf(tree: SyntaxTree, range: Range): string {
  return tree.text.slice(range.start, range.end)
}

export function rangeOf(node: Range): Range {
  return { start: node.start, end: node.end }
}

/** Every node in document order; `enter` returns false to leave out what is below a node. */
export function visit(node: SyntaxNode, enter: (node: SyntaxNode) => boolean): void {
  if (!enter(node)) return
  for (const child of node.children) visit(child, enter)
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

/** Whether two nodes, perhaps of different texts, are the same kind of thing in the same part of what is around them. */
export function isSameKind(one: SyntaxNode, other: SyntaxNode): boolean {
  return one.type === other.type && one.field === other.field
}

/** Whether two nodes are the same kind of thing, wherever they stand. */
export function isOfOneType(one: SyntaxNode, other: SyntaxNode): boolean {
  return one.type === other.type
}

/** A node as if it were that part of what is around it which another one is. */
export function placedLike(node: SyntaxNode, other: SyntaxNode): SyntaxNode {
  return { ...node, field: other.field }
}
