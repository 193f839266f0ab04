import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import type { Literal, LiteralStyle } from './literals.ts'

/**
 * A value as a source text makes it, part by part: literals, collections of them, and what a constructor makes of them. `node` is the
 * whole part, in the text that it was read from.
 */
export type SourceValue = { readonly node: SyntaxNode } & (
  | { readonly kind: 'leaf'; readonly literal: Literal }
  | { readonly kind: 'bytes'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly SourceValue[] }
  | { readonly kind: 'tuple'; readonly items: readonly SourceValue[] }
  | { readonly kind: 'set'; readonly items: readonly SourceValue[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  /** `name` is the last part of what is called. */
  | { readonly kind: 'made'; readonly name: string; readonly parts: readonly MadePart[] }
  /** `Color.RED`: a member of a class, by the last two names. */
  | { readonly kind: 'member'; readonly owner: string; readonly name: string; readonly nameNode: SyntaxNode }
  /** Names, operators, calls that make no plain value: nothing is known of it. */
  | { readonly kind: 'other' }
)

/** One `key: value`; `node` is both. `key` is `null` where it is more than a literal. */
export type MapEntry = {
  readonly node: SyntaxNode
  readonly key: Literal | null
  readonly keyNode: SyntaxNode
  readonly value: SourceValue
}

/** One argument of a constructor, with its name where it has one. */
export type MadePart = { readonly node: SyntaxNode; readonly name: string | null; readonly value: SourceValue }

export type SourceValueOf<Kind extends SourceValue['kind']> = Extract<SourceValue, { kind: Kind }>

/**
 * A piece of a text that is put together: written out in `literal`, with how to write another one in its place (`null` where that can't be
 * done), or what an expression gives (`node` is `null` where a format string says only that something stands there).
 */
export type JoinedPart =
  | {
      readonly kind: 'text'
      readonly literal: SyntaxNode
      readonly range: Range
      readonly value: string
      write(value: string): string | null
    }
  | { readonly kind: 'hole'; readonly node: SyntaxNode | null; readonly written: WrittenHole | null }

/** An expression that stands in a literal, with how to write a text in its place. */
type WrittenHole = { readonly literal: SyntaxNode; readonly range: Range; write(value: string): string | null }

/** Reading and writing values that are more than literals. */
export type SourceValues = {
  read(tree: SyntaxTree, node: SyntaxNode): SourceValue
  /** The pieces of a text with expressions in it: interpolated, concatenated, formatted. `null` for anything else. */
  joined(tree: SyntaxTree, node: SyntaxNode): readonly JoinedPart[] | null
  /** A literal written as the node of another one is: its quotes and prefix, its kind of number. `null` where that can't be done. */
  printLike(tree: SyntaxTree, node: SyntaxNode, value: Literal, style: LiteralStyle): string | null
  /** A key of a map literal. */
  printKey(key: Literal, style: LiteralStyle): string | null
  /** A collection or a construction from the texts of its parts, on one line; `null` where the language has no such thing. */
  compose(value: SourceValue, parts: readonly string[], style: LiteralStyle): string | null
}
