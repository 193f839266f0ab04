import type { Range, SyntaxNode } from '../languages/language.ts'
import type { Mutant } from '../mutation/mutant.ts'
import { everyLine, isAllNew, languageIn, type Spot, spanAt, unitAt } from './spot.ts'
import { undoing, undoneWithin } from './undo.ts'
import type { Unit } from './unit.ts'

/** A new key of an object that was there: taken back without it, or with the key that stood in its place. */
export function keyUnit(reading: Spot, node: SyntaxNode, object: SyntaxNode): Unit | null {
  const { code, parsers } = reading
  const { syntax, faults } = languageIn(reading)
  // a text key is one token with its quotes
  const key = syntax.pair(node)?.key ?? syntax.itemKey(node)?.name
  if (key === undefined || code.freshness(key).fresh === 0) return null
  const others = object.children.filter((child) => child.named && child !== node)
  if (others.length > 0 && others.every((other) => isAllNew(reading, other))) return null
  const isAdded = isAllNew(reading, key)
  const value = syntax.pair(node)?.value
  const lines = spanAt(reading, node)
  const emptied = value === undefined ? null : undoing(code, parsers, value, [faults.nothing])
  return unitAt(reading, {
    kind: 'key',
    name: code.source.text.slice(key.start, key.end).replace(/^['"`]|['"`]$/g, ''),
    ...{ lines, reach: everyLine(spanAt(reading, object)) },
    undo: isAdded ? undoing(code, parsers, withComma(node, object), ['']) : undoneWithin(code, parsers, node),
    faults: emptied === null ? [] : [valueless(emptied)],
  })
}

function valueless(mutant: Mutant): Mutant {
  return { ...mutant, operator: 'value-emptied', description: 'a key has no value' }
}

function withComma(node: SyntaxNode, object: SyntaxNode): Range {
  const at = object.children.indexOf(node)
  const [previous, next] = [object.children[at - 1], object.children[at + 1]]
  if (next !== undefined && !next.named && next.end - next.start === 1 && at + 2 < object.children.length)
    return { start: node.start, end: next.end }
  return { start: previous !== undefined && at > 1 ? previous.start : node.start, end: node.end }
}
