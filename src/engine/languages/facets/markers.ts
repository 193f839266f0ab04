import type { Range, SyntaxTree } from '../syntax-tree.ts'

/** Part of a text that is to be exchanged. */
export type SourceEdit = { readonly range: Range; readonly replacement: string }

/** A mark in a test's own code: `id` is how it is found again, `reason` is one line that says why, for whom and how long. */
export type TestMark = { readonly id: string; readonly reason: string }

/** `whole`: the marked function runs for more than the test that was named. `why` ends a sentence: 'the place was not found: …'. */
export type Marking =
  | { readonly outcome: 'marked'; readonly edits: readonly SourceEdit[]; readonly marker: string; readonly isWhole: boolean }
  | { readonly outcome: 'refused'; readonly why: string }

type Unmarking =
  | { readonly outcome: 'unmarked'; readonly edits: readonly SourceEdit[] }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'refused'; readonly why: string }

/** The test frameworks' own markers, that keep every failure of a test from counting. */
export type Markers = {
  /** `titles`: the classes or describe blocks of the test, and its own name last. */
  mark(tree: SyntaxTree, titles: readonly string[], mark: TestMark): Marking
  unmark(tree: SyntaxTree, id: string): Unmarking
}

/** How a mark is found again in the text. */
export function tagOf(id: string): string {
  return `(suture ${id})`
}

export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

/** What stands before an offset on its line; `null` where that is not only space. */
export function indentationAt(text: string, offset: number): string | null {
  const before = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)
  return before.trim() === '' ? before : null
}
