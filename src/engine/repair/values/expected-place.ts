import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { SyntaxNode, SyntaxTree } from '../../languages/language.ts'
import { textOf } from '../../languages/syntax.ts'
import { type ItemChanges, itemEdits } from './item-edits.ts'
import { type PrintPlace, printValue } from './print-value.ts'
import { allEdits, unedited, type ValueEdits } from './value-edit.ts'
import { valueKey } from './value-key.ts'

/** Where an expected value stands, and how it may be changed. */
export type ExpectedPlace = PrintPlace & {
  readonly file: string
  readonly tree: SyntaxTree
  /** Edits where a part that is no literal gets its value: a variable, a constant, a row of a table. */
  readonly follow: Reconcile
  /** Parts that accept many values: they stay as they are. */
  readonly isWildcard: (node: SyntaxNode) => boolean
  /** What is called there stands in a file that the change left as it was. */
  readonly isUnchanged: (call: SyntaxNode) => boolean
  /** Only what the test names is compared: nothing is added. */
  readonly isPart: boolean
}

/** Edits of a part; `was` is its value when it was compared, as far as it is known. */
type Reconcile = (part: SyntaxNode, actual: SourceValue, was: SourceValue | null) => ValueEdits

/** A collection of which parts are compared one by one. */
export type WholePlace = ExpectedPlace & {
  readonly inner: (expected: SourceValue, actual: SourceValue, was: SourceValue | null) => ValueEdits
}

/** One value for another, where nothing of the old one is computed. */
export function wholeEdit(expected: SourceValue, actual: SourceValue, place: ExpectedPlace): ValueEdits {
  if (valueKey(expected) === null) return unedited('not-literal')
  const text = printValue(actual, place)
  if (text === null) return unedited(valueKey(actual) === null ? 'no-literal-form' : 'name-not-there')
  return replacement(expected.node, text, place)
}

export function replacement(node: SyntaxNode, text: string, { file, tree }: ExpectedPlace): ValueEdits {
  const value = { before: textOf(tree, node), after: text }
  return { kind: 'edits', edits: [{ file, range: { start: node.start, end: node.end }, replacement: text, value }] }
}

/** Edits inside of items that stay, with the items that came and went. */
export function withItems(
  container: SyntaxNode,
  items: readonly { readonly node: SyntaxNode }[],
  changes: ItemChanges,
  parts: readonly ValueEdits[],
  { file, tree, language }: Pick<ExpectedPlace, 'file' | 'tree' | 'language'>,
): ValueEdits {
  const inside = allEdits(parts)
  if (inside.kind === 'unedited' || (changes.gone.size === 0 && changes.come.size === 0)) return inside
  const isEmptied = changes.gone.size === items.length && changes.come.size === 0
  if (isEmptied && !language.syntax.is(container, 'list', 'object')) return unedited('layout')
  const list = { text: tree.text, items: items.map(({ node }) => node), close: container.end - 1 }
  const moved = itemEdits(list, changes).map((edit) => ({ file, ...edit }))
  const own = [...inside.edits.filter((edit) => edit.file === file), ...moved]
  const sorted = own.toSorted((one, other) => one.range.start - other.range.start || one.range.end - other.range.end)
  const doClash = sorted.some(({ range }, index) => {
    const next = sorted[index + 1]?.range
    return next !== undefined && (next.start < range.end || (next.start === range.start && next.end === range.end))
  })
  return doClash ? unedited('layout') : { kind: 'edits', edits: [...inside.edits.filter((edit) => edit.file !== file), ...sorted] }
}
