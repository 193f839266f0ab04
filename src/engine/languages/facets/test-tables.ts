import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'

/**
 * Where the values of a test's parameter come from. `table`: a list of rows, and which part of a row: by its place, by its key, or `null`
 * where the row is the value. `cells`: the values themselves, row by row.
 */
export type TableColumn =
  | { readonly kind: 'table'; readonly node: SyntaxNode; readonly column: number | string | null }
  | { readonly kind: 'cells'; readonly nodes: readonly SyntaxNode[] }

/** The rows of a list beside its test, in their order, and the one that holds a place. */
export type TableRow = { readonly rows: readonly SyntaxNode[]; readonly row: SyntaxNode }

/** Tests that run once for each row of a table. */
export type TestTables = {
  /** The column behind a name, where a table around the name's function or loop gives it its value; `null` where none does. */
  columnOf(tree: SyntaxTree, name: SyntaxNode): TableColumn | null
  /** The row around a place; `null` where it is in none, or where something beside the list counts its rows. */
  rowAround(tree: SyntaxTree, place: Range): TableRow | null
  /** The map of which an expression gives each key with its value; `null` where it gives something else. */
  entriesOf(tree: SyntaxTree, node: SyntaxNode): SyntaxNode | null
}
