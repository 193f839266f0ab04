import type { SourceValueOf as Of, SourceValue } from '../../languages/facets/source-values.ts'
import { literalKey, madeName, valueKey } from './value-key.ts'

/** Whether a value as it is written may be this one: parts that can't be read may be anything, arguments may be named or not. */
export function mayReadAs(written: SourceValue, value: SourceValue): boolean {
  if (written.kind === 'other') return true
  if (written.kind === 'made') return value.kind !== 'made' || mayBeMadeAs(written, value)
  // a tuple with names is equal to one without
  if (value.kind === 'made') return written.kind !== 'leaf'
  if (written.kind === 'map' && value.kind === 'map') return mayHoldAs(written, value)
  if ((written.kind === 'list' || written.kind === 'tuple') && written.kind === value.kind) return mayListAs(written, value)
  if (written.kind === 'set' && value.kind === 'set' && written.items.some(({ kind }) => kind === 'made')) return true
  const key = valueKey(written)
  return key === null || key === valueKey(value)
}

function mayListAs({ items }: Of<'list' | 'tuple'>, value: Of<'list' | 'tuple'>): boolean {
  // what can't be read may be several: `*others`
  if (items.length !== value.items.length) return items.some(({ kind }) => kind === 'other')
  return items.every((item, index) => mayReadAs(item, value.items[index] ?? item))
}

function mayBeMadeAs(written: Of<'made'>, value: Of<'made'>): boolean {
  if (madeName(written) !== madeName(value)) return false
  return written.parts.every(({ name, value: part }, index) => {
    const field = name === null ? value.parts[index] : value.parts.find((one) => one.name === name)
    return field === undefined || mayReadAs(part, field.value)
  })
}

function mayHoldAs(written: Of<'map'>, value: Of<'map'>): boolean {
  const held = new Map(value.entries.flatMap(({ key, value: one }) => (key === null ? [] : [[literalKey(key), one] as const])))
  const isOpen = written.entries.some(({ key }) => key === null)
  if (!isOpen && written.entries.length !== value.entries.length) return false
  return written.entries.every(({ key, value: part }) => {
    if (key === null) return true
    const one = held.get(literalKey(key))
    return one !== undefined && mayReadAs(part, one)
  })
}
