import type { TableColumn, TestTables } from '../facets/test-tables.ts'
import { pathTo } from '../node-path.ts'
import { childOf, fieldOf, namedChildren, textOf } from '../syntax.ts'
import type { SyntaxNode, SyntaxTree } from '../syntax-tree.ts'
import { scriptSyntax } from './syntax.ts'

const { call, is } = scriptSyntax
const EACH = /\.(?:each|for)$/
const EACH_TEST = /^(?:it|test)(?:\.\w+)*\.(?:each|for)$/

/** `it.each(table)`, `it.each` with a template, `table.forEach(…)` and `for (const … of table)`. */
export const scriptTestTables: TestTables = {
  columnOf(tree, name) {
    const wanted = textOf(tree, name)
    const path = pathTo(tree.root, name)
    for (const [index, node] of path.entries().toArray().toReversed()) {
      const column =
        node.type === 'for_in_statement'
          ? boundIn(tree, fieldOf(node, 'left'), fieldOf(node, 'right'), wanted)
          : is(node, 'function')
            ? callbackColumn(tree, node, path.slice(0, index), wanted)
            : null
      if (column !== null) return column
    }
    return null
  },
  rowAround(tree, place) {
    for (const node of pathTo(tree.root, place)) {
      const parts = is(node, 'call') ? call(node) : null
      const [table] = parts?.arguments ?? []
      if (parts === null || table?.type !== 'array' || !EACH_TEST.test(textOf(tree, parts.callee))) continue
      const rows = namedChildren(table)
      const row = rows.find(({ start, end }) => start <= place.start && place.end <= end)
      if (row !== undefined) return { rows, row }
    }
    return null
  },
  entriesOf(tree, node) {
    const parts = is(node, 'call') ? call(node) : null
    const [object] = parts?.arguments ?? []
    return parts !== null && object !== undefined && textOf(tree, parts.callee) === 'Object.entries' ? object : null
  },
}

/** The function is an argument of a call on a table. */
function callbackColumn(tree: SyntaxTree, callback: SyntaxNode, above: readonly SyntaxNode[], wanted: string): TableColumn | null {
  const around = above.findLast((node) => is(node, 'call'))
  const parts = around === undefined ? null : call(around)
  if (parts === null || !parts.arguments.includes(callback)) return null
  const list = fieldOf(callback, 'parameters') ?? fieldOf(callback, 'parameter')
  const parameters = list === undefined ? [] : is(list, 'identifier') ? [list] : namedChildren(list).map(patternOf)
  const object = fieldOf(parts.callee, 'object')
  if (is(parts.callee, 'member') && object !== undefined && /\.forEach$/.test(textOf(tree, parts.callee)))
    return parameters[0] === undefined ? null : boundIn(tree, parameters[0], object, wanted)
  const each = is(parts.callee, 'call') ? call(parts.callee) : null
  const [table] = each?.arguments ?? []
  if (each === null || table === undefined || !EACH.test(textOf(tree, each.callee))) return null
  if (is(table, 'template')) return templateColumn(tree, table, wanted)
  const place = parameters.findIndex((one) => textOf(tree, one) === wanted)
  if (place >= 0) return { kind: 'table', node: table, column: parameters.length === 1 ? null : place }
  return parameters[0] === undefined ? null : boundIn(tree, parameters[0], table, wanted)
}

/** A parameter without its type and its default. */
function patternOf(parameter: SyntaxNode): SyntaxNode {
  return fieldOf(parameter, 'pattern') ?? fieldOf(parameter, 'left') ?? parameter
}

/** What a pattern takes of each row. */
function boundIn(tree: SyntaxTree, pattern: SyntaxNode | undefined, table: SyntaxNode | undefined, wanted: string): TableColumn | null {
  if (pattern === undefined || table === undefined) return null
  if (textOf(tree, pattern) === wanted) return { kind: 'table', node: table, column: null }
  if (pattern.type === 'array_pattern') {
    const column = namedChildren(pattern).findIndex((one) => textOf(tree, one) === wanted)
    return column < 0 ? null : { kind: 'table', node: table, column }
  }
  if (pattern.type !== 'object_pattern') return null
  for (const item of namedChildren(pattern)) {
    const [key, value] = item.type === 'pair_pattern' ? [fieldOf(item, 'key'), fieldOf(item, 'value')] : [item, item]
    if (key !== undefined && value !== undefined && textOf(tree, value) === wanted)
      return { kind: 'table', node: table, column: textOf(tree, key) }
  }
  return null
}

/** A head line of names, and one placeholder for each value below it. */
function templateColumn(tree: SyntaxTree, table: SyntaxNode, wanted: string): TableColumn | null {
  const holes = table.children.filter((child) => is(child, 'hole'))
  const head = tree.text.slice(table.start + 1, holes[0]?.start ?? table.end - 1)
  const names = head.split('|').map((name) => name.trim())
  const column = names.indexOf(wanted)
  if (column < 0) return null
  const nodes = holes
    .filter((_, index) => index % names.length === column)
    .flatMap((hole) => namedChildren(hole)[0] ?? childOf(hole, 'object') ?? [])
  return { kind: 'cells', nodes }
}
