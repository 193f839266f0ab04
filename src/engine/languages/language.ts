/** A node of a syntax tree as plain, immutable values; positions count from 0 and are offsets into the text. */
export type SyntaxNode = {
  readonly type: string
  /** The field under which the parent holds it, such as `name` or `parameters`; '' when none. */
  readonly field: string
  readonly named: boolean
  readonly start: number
  readonly end: number
  /** Line of `start`, from 1. */
  readonly line: number
  readonly children: readonly SyntaxNode[]
}

export type SyntaxTree = {
  readonly text: string
  readonly root: SyntaxNode
  /** Lines with a syntax error, from 1; empty when the text parses. */
  readonly errors: readonly number[]
}

export type LanguageName = 'python' | 'typescript'
