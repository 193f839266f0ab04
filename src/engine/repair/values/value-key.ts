import type { Literal } from '../../languages/facets/literals.ts'
import type { SourceValue, SourceValueOf } from '../../languages/facets/source-values.ts'

/** Equal for values that are equal and of the same type; `null` where a part of it is not known. The order of keys and of sets is none. */
export function valueKey(value: SourceValue): string | null {
  switch (value.kind) {
    case 'leaf':
      return literalKey(value.literal)
    case 'bytes':
      return JSON.stringify(['bytes', value.value])
    case 'list':
    case 'tuple':
      return joined(value.kind, value.items.map(valueKey))
    case 'set':
      return joined('set', value.items.map(valueKey).toSorted())
    case 'map':
      return joined('map', value.entries.map(({ key, value: held }) => pairKey(key, valueKey(held))).toSorted())
    case 'made':
      return joined(`made ${madeName(value)}`, madeKeys(value))
    case 'member':
      return JSON.stringify(['member', value.owner, value.name])
    case 'other':
      return null
  }
}

export function areEqual(one: SourceValue | undefined, other: SourceValue): boolean {
  const key = one === undefined ? null : valueKey(one)
  return key !== null && key === valueKey(other)
}

export function literalKey(literal: Literal): string {
  switch (literal.kind) {
    case 'null':
    case 'undefined':
      return literal.kind
    case 'boolean':
    case 'string':
      return JSON.stringify([literal.kind, literal.value])
    case 'integer':
    case 'float':
    case 'bigint':
      return JSON.stringify([literal.kind, literal.text])
    case 'list':
    case 'tuple':
      return JSON.stringify([literal.kind, literal.items.map(literalKey)])
    case 'set':
      return JSON.stringify(['set', literal.items.map(literalKey).toSorted()])
    case 'map':
      return JSON.stringify(['map', literal.entries.map(([key, held]) => [literalKey(key), literalKey(held)]).toSorted()])
  }
}

/** Classes of one value that have several names. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['PosixPath', 'Path'],
  ['WindowsPath', 'Path'],
])
/** Their last numbers may be left out where they are 0. */
const CLOCK = /^(?:datetime|time)$/

export function madeName({ name }: Pick<SourceValueOf<'made'>, 'name'>): string {
  return SAME.get(name) ?? name
}

function madeKeys(value: SourceValueOf<'made'>): readonly (string | null)[] {
  const keys = value.parts.map((part) => pairKey(part.name, valueKey(part.value)))
  const zero = pairKey(null, literalKey({ kind: 'integer', text: '0' }))
  while (CLOCK.test(value.name) && keys.at(-1) === zero) keys.pop()
  const isNamed = value.parts.map(({ name }) => name !== null)
  return [...keys.filter((_, index) => !isNamed[index]), ...keys.filter((_, index) => isNamed[index]).toSorted()]
}

function pairKey(key: Literal | string | null, held: string | null): string | null {
  if (held === null) return null
  return JSON.stringify([typeof key === 'string' || key === null ? key : literalKey(key), held])
}

function joined(kind: string, keys: readonly (string | null)[]): string | null {
  return keys.includes(null) ? null : JSON.stringify([kind, keys])
}
