/** The languages that Suture reads. A new name does not compile until every table that is keyed by it is whole. */
export type LanguageName = 'python' | 'typescript'

/** A node of a syntax tree as plain, immutable values; positions count from 0 and are offsets into the text. */
export type SyntaxNode = {
  /** The grammar's own word: read it in engine/languages/ alone, elsewhere ask the language's `syntax`. Comments are `comment` in every grammar. */
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
  /** The language by whose grammar it was read; its facts are in `languages[name]`. */
  readonly language: LanguageName
  readonly root: SyntaxNode
  /** Lines with a syntax error, from 1; empty when the text parses. */
  readonly errors: readonly number[]
}

export type Range = { readonly start: number; readonly end: number }
