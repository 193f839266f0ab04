import { mapping } from './mapping.ts'

const MAX_VALUES = 50

/**
 * The values of each matrix key, `include` among them; objects give one key a leaf (`node.version`).
 * Keys without a plain list of values (made by an expression, or with line breaks in them) are left out.
 */
export function matrixValues(matrix: unknown): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, Set<string>>()
  const closed = new Set<string>()
  const add = (key: string, value: unknown): void => {
    if (typeof value === 'object' && value !== null) for (const [name, leaf] of Object.entries(mapping(value))) add(`${key}.${name}`, leaf)
    else if (!/\$\{\{|[^\x20-\x7e]/.test(String(value))) values.set(key, (values.get(key) ?? new Set()).add(String(value)))
    else closed.add(key)
  }
  for (const [key, list] of Object.entries(mapping(matrix))) {
    if (key === 'exclude') continue
    if (!Array.isArray(list)) closed.add(key)
    else if (key === 'include') for (const leg of list) for (const [name, value] of Object.entries(mapping(leg))) add(name, value)
    else for (const value of list) add(key, value)
  }
  const open = [...values].filter(([key, set]) => !closed.has(key) && set.size <= MAX_VALUES && /^[A-Za-z_][\w.-]*$/.test(key))
  return new Map(open.map(([key, set]) => [key, [...set]]))
}

/** The name of a matrix key as an input. */
export function matrixName(key: string): string {
  return key.replaceAll('.', '-')
}
