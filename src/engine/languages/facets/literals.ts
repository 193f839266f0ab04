import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

/** A value that a source text can hold, the same for every language. */
export type Literal =
  /** `None`, `null`. */
  | { readonly kind: 'null' }
  | { readonly kind: 'undefined' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Decimal digits with their sign, of any length. */
  | { readonly kind: 'integer'; readonly text: string }
  /** As `floatText` writes it: `1.5`, `2.0`, `-0.0`, `1e+21`, `NaN`, `-Infinity`. */
  | { readonly kind: 'float'; readonly text: string }
  /** An integer of a type of its own, beside the numbers: `10n`. */
  | { readonly kind: 'bigint'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list' | 'tuple' | 'set'; readonly items: readonly Literal[] }
  /** In the order in which they are written. */
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: Literal, value: Literal])[] }

/** How a file writes its literals. */
export type LiteralStyle = { readonly quote: '"' | "'" }

/** Reading and writing literals. What is printed reads as the value that it was printed from. */
export type Literals = {
  /** `null` for whatever is more than a literal, or can't be read exactly: names, calls, bytes, strings with expressions in them. */
  parse(tree: SyntaxTree, node: SyntaxNode): Literal | null
  /** On one line; `null` for a value that the language has no literal for. */
  print(value: Literal, style: LiteralStyle): string | null
}
