import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { lastPart, type Trees } from '../../changes/uses/use-site.ts'
import type { TableRow } from '../../languages/facets/test-tables.ts'
import { languageOf } from '../../languages/index.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { isGiven } from '../expected/given-to-product.ts'
import { namesHolding } from '../expected/names-holding.ts'
import { hasLivingUse } from './living-use.ts'
import { rowRanges } from './row-ranges.ts'
import { statementAround } from './statement-ranges.ts'

/** The uses that go with single rows, and what goes with each row: its comma, its line. */
export type RemovedRows = { readonly uses: ReadonlySet<Range>; readonly ranges: readonly Range[] }

/** What uses the removed, and what was removed. */
type Gone = { readonly gone: readonly Range[]; readonly changes: readonly ContractChange[] }

/**
 * The rows of tables that give a test what was removed, where nothing else of that test uses it, other rows are left, and the row uses nothing
 * that is still there. `still-named` where the product still has a name of what was removed, so that the row may mean that.
 */
export function removedRows(file: SourceFile, { gone, changes }: Gone, trees: Trees): RemovedRows | 'still-named' {
  const { tables } = file.language
  const placed = gone.map((use) => ({ use, found: tables.rowAround(file.tree, use), test: statementAround(file, use)?.node }))
  const cut = [...Map.groupBy(placed, ({ test }) => test).values()].flatMap((own) => {
    const rows = own.flatMap(({ found }) => found ?? [])
    return rows.length === own.length && areSeparable(file, rows, gone, trees) && own.every(({ use }) => isInput(file, use, trees))
      ? [own]
      : []
  })
  if (cut.length > 0 && changes.some(({ symbol }) => isNamed(lastPart(symbol), trees))) return 'still-named'
  const ranges = cut.flatMap((own) => {
    const found = own.flatMap((one) => one.found ?? [])
    return tablesOf(found).flatMap(([rows, dead]) => rowRanges(file.text, rows, dead))
  })
  return { uses: new Set(cut.flat().map(({ use }) => use)), ranges }
}

function areSeparable(file: SourceFile, found: readonly TableRow[], gone: readonly Range[], trees: Trees): boolean {
  return (
    tablesOf(found).every(([rows, dead]) => dead.size < rows.length) &&
    !found.some(({ row }) => hasLivingUse(file, row, gone, trees, 'all'))
  )
}

/** Each table with its rows that go. */
function tablesOf(found: readonly TableRow[]): readonly (readonly [readonly SyntaxNode[], ReadonlySet<SyntaxNode>])[] {
  const byTable = Map.groupBy(found, ({ rows }) => rows[0])
  return [...byTable.values()].map((members) => [members[0]?.rows ?? [], new Set(members.map(({ row }) => row))])
}

/**
 * Given to the product, called or asked: what is only compared says of another input what comes out of it, and that has to be known still.
 * A row that a test takes whole does not say which of its parts is which.
 */
function isInput(file: SourceFile, use: Range, trees: Trees): boolean {
  const { tree, language } = file
  const { calls, memberAccesses } = file.bindings()
  const taken = new Set([...calls.map(({ callee }) => callee.start), ...memberAccesses.map(({ object }) => object.start)])
  const row = language.tables.rowAround(tree, use)?.row
  const value = row === undefined ? null : language.values.read(tree, row)
  const isPart = value !== null && ('items' in value || 'entries' in value)
  return namesHolding(file, use).some((name) => {
    const node = nodeAt(tree.root, name)
    const column = node === null ? null : language.tables.columnOf(tree, node)
    if (column?.kind !== 'table' || (isPart && column.column === null)) return false
    return isGiven(file, name, trees.after) || taken.has(name.start)
  })
}

/** Whether code of the product still has this name, or a text of just this name. */
function isNamed(name: string, { after, product }: Trees): boolean {
  return product.some((path) => {
    const file = languageOf(path) !== null && after.text(path)?.includes(name) === true ? after.file(path) : null
    if (file === null) return false
    const { names, memberAccesses, strings } = file.bindings()
    const isDeclared = file.declarations().some((one) => one.name === name)
    return isDeclared || [...names, ...memberAccesses].some((one) => one.name === name) || strings.some(({ value }) => value === name)
  })
}
