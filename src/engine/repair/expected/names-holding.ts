import type { SourceFile } from '../../changes/resolve/project.ts'
import type { Binding, ExpressionOf, Range } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { textOf } from '../../languages/syntax.ts'

/** Every name that may hold what stands here, where it is read. */
export function namesHolding(file: SourceFile, range: Range): readonly ExpressionOf<'name'>[] {
  const { names } = file.bindings()
  return names.filter((name) => holdsIn(name.binding, range) || isOfColumn(file, name, range))
}

function holdsIn(binding: Binding | null, range: Range): boolean {
  return binding?.kind === 'variable' && binding.values.some((value) => holds(value, range))
}

/** A name that a table around its function or loop gives what stands here, or the whole row. */
function isOfColumn({ language, tree }: SourceFile, name: Range, range: Range): boolean {
  const node = nodeAt(tree.root, name)
  const column = node === null ? null : language.tables.columnOf(tree, node)
  if (column === null) return false
  if (column.kind === 'cells') return column.nodes.some((cell) => holds(cell, range))
  if (!holds(column.node, range)) return false
  const rows = language.values.read(tree, column.node)
  if (!('items' in rows)) return true
  const row = rows.items.find((one) => holds(one.node, range))
  const entry = row !== undefined && 'entries' in row ? row.entries.find(({ value }) => holds(value.node, range)) : undefined
  const key = entry === undefined ? '' : textOf(tree, entry.keyNode)
  if (typeof column.column === 'string' && /^\w+$/.test(key)) return key === column.column
  const cells = row === undefined ? [] : 'items' in row ? row.items : row.kind === 'made' ? row.parts.map(({ value }) => value) : []
  // what is not told cell by cell may be any of them
  const isNumbered = typeof column.column === 'number' && cells.some(({ node: cell }) => holds(cell, range))
  return !isNumbered || holds(cells[column.column as number]?.node, range)
}

function holds(outer: Range | undefined, inner: Range): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end
}
