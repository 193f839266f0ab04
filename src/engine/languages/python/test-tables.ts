import type { TableColumn, TableRow, TestTables } from '../facets/test-tables.ts'
import { pathTo } from '../node-path.ts'
import { fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { Range, SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { pythonLiterals } from './literals.ts'

/** `pytest.mark.parametrize` on the function or its class, and loops. */
export const pythonTestTables: TestTables = {
  columnOf(tree, name) {
    const wanted = textOf(tree, name)
    for (const node of pathTo(tree.root, name).toReversed()) {
      const column =
        node.type === 'for_statement'
          ? loopColumn(tree, node, wanted)
          : node.type === 'decorated_definition'
            ? decoratedColumn(tree, node, wanted)
            : null
      if (column !== null) return column
    }
    return null
  },
  rowAround(tree, place) {
    const path = pathTo(tree.root, place)
    const at = path.findLastIndex(({ type }) => type === 'decorator')
    const call = path[at + 1]
    return at < 0 || call === undefined ? null : parametrizedRow(tree, call, place)
  },
  entriesOf(tree, node) {
    const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined
    const [object, name] = callee?.type === 'attribute' ? [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')] : []
    return object !== undefined && name !== undefined && textOf(tree, name) === 'items' ? object : null
  },
}

function loopColumn(tree: SyntaxTree, loop: SyntaxNode, wanted: string): TableColumn | null {
  const [left, right] = [fieldOf(loop, 'left'), fieldOf(loop, 'right')]
  if (left === undefined || right === undefined) return null
  if (left.type === 'identifier') return textOf(tree, left) === wanted ? { kind: 'table', node: right, column: null } : null
  const column = namedChildren(left).findIndex((one) => textOf(tree, one) === wanted)
  return column < 0 ? null : { kind: 'table', node: right, column }
}

function decoratedColumn(tree: SyntaxTree, definition: SyntaxNode, wanted: string): TableColumn | null {
  for (const decorator of definition.children.filter(({ type }) => type === 'decorator')) {
    const [call] = namedChildren(decorator)
    const callee = call?.type === 'call' ? fieldOf(call, 'function') : undefined
    const list = call === undefined ? undefined : fieldOf(call, 'arguments')
    if (callee === undefined || list === undefined || !/(?:^|\.)parametrize$/.test(textOf(tree, callee))) continue
    const [names, table] = namedChildren(list)
    const all = names === undefined ? [] : namesOf(tree, names)
    const column = all.indexOf(wanted)
    if (table !== undefined && column >= 0) return { kind: 'table', node: table, column: all.length === 1 ? null : column }
  }
  return null
}

/** Without a list of `ids`, which has one for each row. */
function parametrizedRow(tree: SyntaxTree, call: SyntaxNode, place: Range): TableRow | null {
  const callee = fieldOf(call, 'function')
  const list = fieldOf(call, 'arguments')
  if (callee === undefined || list === undefined || !/(?:^|\.)parametrize$/.test(textOf(tree, callee))) return null
  const [, table, ...options] = namedChildren(list)
  if (table?.type !== 'list' || options.some((one) => fieldOf(one, 'value')?.type === 'list')) return null
  const rows = namedChildren(table)
  const row = rows.find(({ start, end }) => start <= place.start && place.end <= end)
  return row === undefined ? null : { rows, row }
}

/** `'a, b'` or `['a', 'b']`. */
function namesOf(tree: SyntaxTree, node: SyntaxNode): readonly string[] {
  const literal = pythonLiterals.parse(tree, node)
  if (literal?.kind === 'string') return literal.value.split(',').map((name) => name.trim())
  if (literal?.kind !== 'list' && literal?.kind !== 'tuple') return []
  return literal.items.map((item) => (item.kind === 'string' ? item.value : ''))
}
