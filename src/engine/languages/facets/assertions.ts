import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

/** What must hold between the two values of an assertion. */
export type Relation =
  /** Equal by value. */
  | 'equal'
  /** The very same: identity, and for plain values equality. */
  | 'same'
  /** Equal but for a small difference of numbers. */
  | 'close'
  /** The one is a part of the other: an element, a key, a piece of text, some members. */
  | 'contains'
  /** Greater or smaller. */
  | 'ordered'
  /** A text fits a pattern. */
  | 'matches'
  /** The value is true, as the language sees truth. */
  | 'holds'
  /** Running something throws. */
  | 'throws'
  /** Something else that a test framework knows: snapshots, lengths, calls of a mock. */
  | 'other'

/** One thing that a test demands. `assert a == 1 and b == 2` demands two. */
export type Assertion = {
  readonly relation: Relation
  /** As written: `==`, `not in`, `assertEqual`, `toBe`. */
  readonly matcher: string
  readonly isNegated: boolean
  /** What the product gave; `null` where it is a block of statements that has to throw. */
  readonly actual: SyntaxNode | null
  /** What it is compared with; `null` where the matcher says it all. */
  readonly expected: SyntaxNode | null
  /** The statement that fails. */
  readonly statement: SyntaxNode
}

/** The assertions of a language's test frameworks. */
export type Assertions = {
  /** The argument that says what a thrown message has to match, as a pattern; `null` where the matcher's own argument says it, as a text. */
  readonly messageKeyword: string | null
  /** In document order. */
  find(tree: SyntaxTree): readonly Assertion[]
}
