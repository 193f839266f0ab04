import type { SourceValue } from '../../languages/facets/source-values.ts'

/** A value that a data file can hold. Numbers are kept as they are written. */
export type DataValue =
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly DataValue[] }
  | { readonly kind: 'map'; readonly entries: readonly (readonly [key: string, value: DataValue])[] }

/** Equal for values that read the same: the order of keys is none, and 5 is 5.0. */
export function dataKey(value: DataValue): string {
  switch (value.kind) {
    case 'null':
      return 'null'
    case 'boolean':
    case 'string':
      return JSON.stringify([value.kind, value.value])
    case 'number':
      return `number ${Number(value.text)}`
    case 'list':
      return JSON.stringify(['list', value.items.map(dataKey)])
    case 'map':
      return JSON.stringify(['map', value.entries.map(([key, held]) => [key, dataKey(held)]).toSorted()])
  }
}

/** A value of the tests as data; `null` where data cannot hold it: a set, bytes, an object of a class, a key that is no text. */
export function dataOf(value: SourceValue): DataValue | null {
  if (value.kind === 'list' || value.kind === 'tuple') {
    const items = value.items.map(dataOf)
    return items.every((item) => item !== null) ? { kind: 'list', items } : null
  }
  if (value.kind === 'map') {
    const entries = value.entries.map(({ key, value: held }) => [key, dataOf(held)] as const)
    const all = entries.flatMap(([key, held]) => (key?.kind === 'string' && held !== null ? [[key.value, held] as const] : []))
    return all.length === entries.length ? { kind: 'map', entries: all } : null
  }
  if (value.kind !== 'leaf') return null
  const { literal } = value
  switch (literal.kind) {
    case 'null':
      return { kind: 'null' }
    case 'boolean':
    case 'string':
      return literal.kind === 'string' ? { kind: 'string', value: literal.value } : { kind: 'boolean', value: literal.value }
    case 'integer':
    case 'float':
      return Number.isFinite(Number(literal.text)) ? { kind: 'number', text: literal.text } : null
    default:
      return null
  }
}

/** As JSON on one line, which YAML reads as well. */
export function printData(value: DataValue): string {
  switch (value.kind) {
    case 'null':
      return 'null'
    case 'boolean':
      return String(value.value)
    case 'number':
      return value.text
    case 'string':
      return JSON.stringify(value.value)
    case 'list':
      return `[${value.items.map(printData).join(', ')}]`
    case 'map':
      return `{${value.entries.map(([key, held]) => `${JSON.stringify(key)}: ${printData(held)}`).join(', ')}}`
  }
}
