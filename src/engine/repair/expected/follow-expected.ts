import type { Frame } from '../../../model/runs/test-run.ts'
import { findFixture } from '../../changes/resolve/find-fixture.ts'
import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import { importedName, type SymbolRef } from '../../changes/resolve/resolve-export.ts'
import type { SourceValue } from '../../languages/facets/source-values.ts'
import type { Range, SyntaxNode } from '../../languages/language.ts'
import { nodeAt } from '../../languages/node-path.ts'
import { textOf } from '../../languages/syntax.ts'
import { spellsNumber } from '../values/spelled-edits.ts'
import { literalKey } from '../values/value-key.ts'
import { givenArgument } from './given-argument.ts'
import { isGivenToProduct } from './given-to-product.ts'

/** A node that makes a value, in a file of the tests. `row` counts from 0 where it is a cell of a table. */
export type ValuePlace = { readonly file: SourceFile; readonly node: SyntaxNode; readonly row: number | null }

/** Names are followed through this many steps. */
const MOST_STEPS = 8

/** The product's and the tests' files, and the frames of the failure: a parameter of a helper gets its value at the caller's line. */
export type PlaceSearch = { readonly project: Project; readonly frames: readonly Frame[] }

/**
 * Every place where an expression of a test may get its value, itself where it is a value already; none where that can't be followed, or
 * where what it holds is given to the product as well.
 */
export function valuePlaces(file: SourceFile, node: SyntaxNode, project: PlaceSearch, steps = 0): readonly ValuePlace[] {
  const { language, tree } = file
  const { is } = language.syntax
  if (steps > MOST_STEPS) return []
  if (language.values.read(tree, node).kind !== 'other' || language.values.joined(tree, node) !== null) return [{ file, node, row: null }]
  const inner = is(node, 'parentheses', 'cast', 'await') ? node.children.find((child) => child.named) : undefined
  if (inner !== undefined) return valuePlaces(file, inner, project, steps + 1)
  if (is(node, 'name', 'shorthand')) return placesOfName(file, node, project, steps + 1)
  const part = is(node, 'subscript', 'member') ? partOf(file, node) : null
  if (part === null) return spellsNumber(file, node) ? [{ file, node, row: null }] : []
  return valuePlaces(file, part.object, project, steps + 1).flatMap((place) => {
    const held = heldBy(place, part.key)
    return held === null ? [] : valuePlaces(place.file, held, project, steps + 1).map((one) => ({ ...one, row: one.row ?? place.row }))
  })
}

function placesOfName(file: SourceFile, node: SyntaxNode, project: PlaceSearch, steps: number): readonly ValuePlace[] {
  const name = textOf(file.tree, node)
  if (isGivenToProduct(file, node, project.project)) return []
  const column = file.language.tables.columnOf(file.tree, node)
  if (column?.kind === 'cells')
    return column.nodes.flatMap((cell, row) => valuePlaces(file, cell, project, steps).map((one) => ({ ...one, row })))
  const held = column === null ? null : file.language.tables.entriesOf(file.tree, column.node)
  if (held !== null) return valuePlaces(file, held, project, steps).flatMap((map) => partsOfEntries(map, column?.column, project, steps))
  if (column !== null)
    return valuePlaces(file, column.node, project, steps).flatMap((table) => cellsOf(table, column.column, project, steps))
  const found = file.bindings().names.find(({ start, end }) => start === node.start && end === node.end)
  const binding = found?.binding
  switch (binding?.kind) {
    case 'variable':
      return binding.opaque ? [] : binding.values.flatMap((range) => placesAt(file, range, project, steps))
    case 'declaration':
      return placesOfSymbol({ kind: 'symbol', file: file.path, name: binding.qualifiedName }, project, steps)
    case 'import': {
      const { specifier, imported } = binding.import
      const symbol = imported === null ? null : importedName(project.project, file, specifier, imported)
      return symbol?.kind === 'symbol' ? placesOfSymbol(symbol, project, steps) : []
    }
    case 'parameter': {
      const fixture = findFixture(project.project, file, name)
      if (fixture !== null) return placesOfSymbol(fixture, project, steps)
      const given = givenArgument(file, node, name, project.frames, project.project)
      return given === null ? [] : valuePlaces(given.file, given.node, project, steps)
    }
    default:
      return []
  }
}

function placesAt(file: SourceFile, range: Range, project: PlaceSearch, steps: number): readonly ValuePlace[] {
  const node = nodeAt(file.tree.root, range)
  return node === null ? [] : valuePlaces(file, node, project, steps)
}

/** What a constant holds, or a fixture gives. */
function placesOfSymbol({ file: path, name }: SymbolRef, project: PlaceSearch, steps: number): readonly ValuePlace[] {
  const file = project.project.file(path)
  const declaration = file?.declared().get(name)?.[0]
  if (file === null || declaration === undefined) return []
  if (declaration.kind === 'function') {
    return (file.bindings().results.get(name)?.values ?? []).flatMap((range) => placesAt(file, range, project, steps))
  }
  const variable = file.bindings().module.get(name)
  if (variable?.kind === 'variable') return variable.opaque ? [] : variable.values.flatMap((range) => placesAt(file, range, project, steps))
  const value = assignedIn(file, declaration.node)
  return value === undefined ? [] : valuePlaces(file, value, project, steps)
}

function assignedIn({ language: { syntax } }: SourceFile, node: SyntaxNode): SyntaxNode | undefined {
  const queue = [node]
  for (let next = queue.shift(); next !== undefined && queue.length < 50; next = queue.shift()) {
    if (syntax.is(next, 'variable')) return syntax.assignedValue(next)
    queue.push(...next.children)
  }
  return undefined
}

/** The cells of one column, each with its row. */
function cellsOf({ file, node }: ValuePlace, column: number | string | null, project: PlaceSearch, steps: number): readonly ValuePlace[] {
  const table = file.language.values.read(file.tree, node)
  if (!('items' in table)) return []
  return table.items.flatMap((row, index) => {
    const cell = column === null ? rowItself(row) : heldIn(row, column)
    return cell === null ? [] : valuePlaces(file, cell, project, steps).map((one) => ({ ...one, row: index }))
  })
}

/** The keys (0) or values (1) of a map that a loop goes through. */
function partsOfEntries({ file, node, row }: ValuePlace, column: number | string | null | undefined, project: PlaceSearch, steps: number) {
  const map = file.language.values.read(file.tree, node)
  if (map.kind !== 'map' || (column !== 0 && column !== 1)) return []
  return map.entries
    .flatMap(({ keyNode, value }) => valuePlaces(file, column === 0 ? keyNode : value.node, project, steps))
    .map((one) => {
      return { ...one, row: one.row ?? row }
    })
}

/** `pytest.param(value, id=…)` is the value. */
function rowItself(row: SourceValue): SyntaxNode {
  return row.kind === 'made' && row.name === 'param' ? (row.parts[0]?.value.node ?? row.node) : row.node
}

function heldBy({ file, node }: ValuePlace, key: number | string): SyntaxNode | null {
  return heldIn(file.language.values.read(file.tree, node), key)
}

function heldIn(value: SourceValue, key: number | string): SyntaxNode | null {
  if ('items' in value && typeof key === 'number') return value.items.at(key)?.node ?? null
  if (value.kind === 'made' && value.name === 'param' && typeof key === 'number') return value.parts[key]?.value.node ?? null
  if (value.kind !== 'map') return null
  const wanted = literalKey(typeof key === 'number' ? { kind: 'integer', text: String(key) } : { kind: 'string', value: key })
  return value.entries.find((entry) => entry.key !== null && literalKey(entry.key) === wanted)?.value.node ?? null
}

/** `object[key]` and `object.key`, where the key is written out. */
function partOf({ language, tree }: SourceFile, node: SyntaxNode): { readonly object: SyntaxNode; readonly key: number | string } | null {
  const member = language.syntax.member(node)
  if (member !== null) return { object: member.object, key: textOf(tree, member.name) }
  const [object, index] = node.children.filter(({ named }) => named)
  const literal = index === undefined ? null : language.literals.parse(tree, index)
  if (object === undefined || literal === null) return null
  if (literal.kind === 'string') return { object, key: literal.value }
  return literal.kind === 'integer' ? { object, key: Number(literal.text) } : null
}
