import type { Language, Range, SyntaxNode } from '../languages/language.ts'

/** One node of the tree with its surroundings. */
export type Site = {
  readonly node: SyntaxNode
  readonly parent: SyntaxNode
  readonly language: Language
  textOf(range: Range): string
}

export type NodeReplacement = Range & { readonly replacement: string }

/** A kind of fault. A new one is one file, and a line in index.ts; what it gives must still parse. */
export type MutationOperator = {
  readonly name: string
  /** What it does, for people: 'the comparison is turned around'. */
  readonly description: string
  replacements(site: Site): readonly NodeReplacement[]
}

/** A range with its new text. */
export function replace({ start, end }: Range, replacement: string): NodeReplacement {
  return { start, end, replacement }
}
