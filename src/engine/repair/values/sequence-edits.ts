import type { SourceValue, SourceValueOf } from '../../languages/facets/source-values.ts'
import { align } from './align.ts'
import { addBehind, type Come } from './come-texts.ts'
import { distance } from './distance.ts'
import { type WholePlace, wholeEdit, withItems } from './expected-place.ts'
import { printValue } from './print-value.ts'
import { unedited, type ValueEdits } from './value-edit.ts'
import { valueKey } from './value-key.ts'

/** Two items that have nothing to do with each other. */
const APART = 2

/** Items in their order: as few as possible are taken as changed, come or gone. */
export function listEdits(
  expected: SourceValueOf<'list' | 'tuple'>,
  actual: SourceValueOf<'list' | 'tuple'>,
  was: SourceValue | null,
  place: WholePlace,
): ValueEdits {
  const [old, now] = [expected.items, actual.items]
  const isShortTuple = expected.kind === 'tuple' && now.length < 2 && old.length !== now.length
  if (old.length === 0 || now.length === 0 || isShortTuple) return wholeEdit(expected, actual, place)
  const before = was !== null && 'items' in was ? was.items : []
  const apart = (row: number, column: number): number => {
    const [one, other] = [old[row], now[column]]
    return one === undefined || other === undefined ? APART : distance(one, other)
  }
  const parts: ValueEdits[] = []
  const gone = new Set<number>()
  const come: Come = new Map()
  let last = -1
  for (const [row, column] of align(old.length, now.length, apart)) {
    const [one, other] = [old[row ?? -1], now[column ?? -1]]
    if (row !== null) last = row
    if (one !== undefined && other !== undefined) parts.push(place.inner(one, other, before[row ?? -1] ?? null))
    else if (row !== null) gone.add(row)
    else if (other !== undefined && !addBehind(come, last, printValue(other, place))) return unwritten(other)
  }
  return withItems(expected.node, old, { gone, come }, parts, place)
}

/** Items without an order: one that went is taken to have become the likest of those that came. */
export function setEdits(expected: SourceValueOf<'set'>, actual: SourceValueOf<'set'>, place: WholePlace): ValueEdits {
  const [old, now] = [expected.items, actual.items]
  if (old.length === 0 || now.length === 0) return wholeEdit(expected, actual, place)
  const keys = { old: old.map(valueKey), now: new Set(now.map(valueKey)) }
  if (keys.old.includes(null)) return unedited('not-literal')
  const left = old.flatMap((item, index) => (keys.now.has(keys.old[index] ?? null) ? [] : [{ item, index }]))
  const news = now.filter((item) => !keys.old.includes(valueKey(item)))
  const pairs = likest(left, news)
  const parts = pairs.map(({ old: one, now: other }) => place.inner(one.item, other, null))
  const gone = new Set(left.filter((one) => !pairs.some(({ old: paired }) => paired === one)).map(({ index }) => index))
  const come: Come = new Map()
  for (const item of news.filter((one) => !pairs.some(({ now: paired }) => paired === one)))
    if (!addBehind(come, old.length - 1, printValue(item, place))) return unwritten(item)
  return withItems(expected.node, old, { gone, come }, parts, place)
}

type Left = { readonly item: SourceValue; readonly index: number }

/** Pairs of what went and what came, those that are least unlike first; as many as there are of the fewer. */
function likest(left: readonly Left[], news: readonly SourceValue[]): readonly { readonly old: Left; readonly now: SourceValue }[] {
  const ranked = left
    .flatMap((old) => news.map((now) => ({ old, now, apart: distance(old.item, now) })))
    .toSorted((one, other) => one.apart - other.apart)
  const pairs: { readonly old: Left; readonly now: SourceValue }[] = []
  for (const { old, now } of ranked) if (!pairs.some((pair) => pair.old === old || pair.now === now)) pairs.push({ old, now })
  return pairs
}

/** Why a part that came is not written. */
function unwritten(value: SourceValue): ValueEdits {
  return unedited(valueKey(value) === null ? 'no-literal-form' : 'name-not-there')
}
