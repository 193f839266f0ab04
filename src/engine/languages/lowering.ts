import type { SyntaxFacts } from './facets/syntax-facts.ts'
import type { Found, ScopeTable } from './scope.ts'
import type { Argument, Expression } from './source-names.ts'
import { rangeOf, textOf } from './syntax.ts'
import type { SyntaxNode, SyntaxTree } from './syntax-tree.ts'

/** The second pass over a tree: what it has read so far. */
export type Pass = {
  readonly tree: SyntaxTree
  readonly table: ScopeTable
  readonly known: Map<SyntaxNode, Expression>
  readonly found: Found
}

/** Reads a node as an expression, in its enclosing scope. */
export type Lower = (node: SyntaxNode) => Expression

export function createPass(tree: SyntaxTree, table: ScopeTable): Pass {
  return { tree, table, known: new Map(), found: { names: [], memberAccesses: [], calls: [], tags: [], strings: [] } }
}

/** An argument with its keyword, where it has one. */
export function argumentOf({ tree }: Pass, { is, keyword }: SyntaxFacts, node: SyntaxNode, lower: Lower): Argument {
  const { name, value } = keyword(node) ?? {}
  return {
    keyword: name === undefined ? null : { name: textOf(tree, name), range: rangeOf(name) },
    spread: is(node, 'listSpread') ? 'list' : is(node, 'mapSpread') ? 'map' : 'none',
    value: lower(value ?? node),
    ...rangeOf(node),
  }
}

/** A string; `content` is the text in its quotes where that reads as it is written, without escapes and expressions. */
export function stringOf({ tree, found }: Pass, node: SyntaxNode, content: SyntaxNode | undefined): Expression {
  if (content === undefined) return { kind: 'literal', ...rangeOf(node) }
  const string = { kind: 'string' as const, value: textOf(tree, content), inside: rangeOf(content), ...rangeOf(node) }
  found.strings.push(string)
  return string
}

/** Lowers a wrapper node as its inner expression; unknown if there is none. */
export function wrapped(node: SyntaxNode, inner: SyntaxNode | undefined, lower: Lower): Expression {
  return inner === undefined ? { kind: 'other', ...rangeOf(node) } : lower(inner)
}
