import type { Edit } from '../../../model/candidate.ts'
import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import type { Binding, Range } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { isGiven } from '../../repair/expected/given-to-product.ts'

/**
 * Whether all that these edits change is compared with what the product gives, and never given to it: then the product runs as it did
 * before them. It is so where a value stands in an assertion, in a variable or in the rows of a table whose every use is one. Whatever
 * can't be told is taken as given.
 */
export function areOnlyCompared(edits: readonly Edit[], head: Project): boolean {
  return edits.length > 0 && edits.every((edit) => edit.effect === 'expectation' && isOnlyCompared(edit, head))
}

function isOnlyCompared({ file: path, range }: Edit, head: Project): boolean {
  if (path.endsWith('.snap')) return true
  const file = head.file(path)
  if (file === null || isGiven(file, range, head)) return false
  if (file.language.assertions.find(file.tree).some(({ statement }) => holds(statement, range))) return true
  const uses = namesOf(file, range)
  return uses.length > 0 && !uses.some((use) => isGiven(file, use, head))
}

/** Every name that may hold what stands here, where it is read. */
function namesOf(file: SourceFile, range: Range): readonly Range[] {
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
  const cells = row === undefined ? [] : 'items' in row ? row.items : row.kind === 'made' ? row.parts.map(({ value }) => value) : []
  // what is not told cell by cell may be any of them
  const isNumbered = typeof column.column === 'number' && cells.some(({ node: cell }) => holds(cell, range))
  return !isNumbered || holds(cells[column.column as number]?.node, range)
}

function holds(outer: Range | undefined, inner: Range): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end
}
