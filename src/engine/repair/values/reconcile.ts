import type { SourceValue } from '../../languages/facets/source-values.ts'
import { type ExpectedPlace, replacement, wholeEdit } from './expected-place.ts'
import { joinedEdits } from './joined-edits.ts'
import { madeEdits } from './made-edits.ts'
import { mapEdits } from './map-edits.ts'
import { listEdits, setEdits } from './sequence-edits.ts'
import { spelledEdits } from './spelled-edits.ts'
import { allEdits, unedited, type ValueEdits } from './value-edit.ts'
import { areEqual, madeName } from './value-key.ts'

/**
 * The smallest edits that make an expected value of a test equal to the one that came: only leaves that differ, and items that came or went.
 * `was` is what the expected value was when it was compared, as far as it is known.
 */
export function reconcile(expected: SourceValue, actual: SourceValue, was: SourceValue | null, place: ExpectedPlace): ValueEdits {
  if (areEqual(expected, actual) || place.isWildcard(expected.node)) return allEdits([])
  if (expected.kind === 'other') return followed(expected, actual, was, place)
  if (expected.kind === 'leaf' && actual.kind === 'leaf') {
    const text = place.language.values.printLike(place.tree, expected.node, actual.literal, place.style)
    return text === null ? unedited('no-literal-form') : replacement(expected.node, text, place)
  }
  const whole = { ...place, inner: (part: SourceValue, now: SourceValue, old: SourceValue | null) => reconcile(part, now, old, place) }
  if (expected.kind === 'map' && actual.kind === 'map') return mapEdits(expected, actual, was, whole)
  if (expected.kind === 'set' && actual.kind === 'set') return setEdits(expected, actual, whole)
  if ((expected.kind === 'list' || expected.kind === 'tuple') && actual.kind === expected.kind)
    return listEdits(expected, actual, was, whole)
  if (expected.kind === 'made' && actual.kind === 'made' && madeName(expected) === madeName(actual))
    return madeEdits(expected, actual, was, whole)
  if (expected.kind === 'member' && actual.kind === 'member' && expected.owner === actual.owner)
    return replacement(expected.nameNode, actual.name, place)
  return wholeEdit(expected, actual, place)
}

/** Where a computed part gets its value; one that was equal to what came stays. */
function followed({ node }: SourceValue, actual: SourceValue, was: SourceValue | null, place: ExpectedPlace): ValueEdits {
  if (was !== null && areEqual(was, actual)) return allEdits([])
  const parts = place.language.values.joined(place.tree, node)
  if (parts !== null) return joinedEdits(parts, actual, was, place)
  const edits = place.follow(node, actual, was)
  return (edits.kind === 'unedited' ? spelledEdits(node, actual, was, place) : null) ?? edits
}
