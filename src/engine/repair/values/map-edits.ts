import type { MapEntry, SourceValue, SourceValueOf } from '../../languages/facets/source-values.ts'
import { addBehind, type Come } from './come-texts.ts'
import { type WholePlace, wholeEdit, withItems } from './expected-place.ts'
import { printEntry } from './print-value.ts'
import { unedited, type ValueEdits } from './value-edit.ts'
import { areEqual, literalKey } from './value-key.ts'

/** Entries by their keys, whatever their order. What came is put behind the entry that it follows. */
export function mapEdits(
  expected: SourceValueOf<'map'>,
  actual: SourceValueOf<'map'>,
  was: SourceValue | null,
  place: WholePlace,
): ValueEdits {
  if (expected.entries.length === 0 || actual.entries.length === 0) return wholeEdit(expected, actual, place)
  const now = new Map(actual.entries.map((entry) => [nameOf(entry), entry]))
  const old = new Map(expected.entries.map((entry, index) => [nameOf(entry), index]))
  const before = new Map(was?.kind === 'map' ? was.entries.map((entry) => [nameOf(entry), entry.value]) : [])
  const named = expected.entries.flatMap((entry, index) => (entry.key === null ? [] : [{ entry, index, name: nameOf(entry) }]))
  const parts = named.flatMap(({ entry, name }) => {
    const held = now.get(name)
    return held === undefined ? [] : [place.inner(entry.value, held.value, before.get(name) ?? null)]
  })
  const gone = new Set(named.flatMap(({ index, name }) => (now.has(name) ? [] : [index])))
  // what is spread in may have it, as it was
  const isSpreadIn = (entry: MapEntry): boolean => old.has(null) && areEqual(before.get(nameOf(entry)), entry.value)
  const come: Come = new Map()
  let last = -1
  for (const entry of place.isPart ? [] : actual.entries) {
    const known = old.get(nameOf(entry))
    if (known !== undefined) last = known
    else if (!isUndefined(entry) && !isSpreadIn(entry) && !addBehind(come, last, printEntry(entry, place)))
      return unedited('no-literal-form')
  }
  return withItems(expected.node, expected.entries, { gone, come }, parts, place)
}

function nameOf({ key }: MapEntry): string | null {
  return key === null ? null : literalKey(key)
}

/** A key that holds nothing is, for most matchers, as if it were not there. */
function isUndefined({ value }: MapEntry): boolean {
  return value.kind === 'leaf' && value.literal.kind === 'undefined'
}
