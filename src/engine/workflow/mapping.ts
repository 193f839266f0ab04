/** A mapping of a workflow file, as far as nobody has looked into it. */
export type Mapping = Readonly<Record<string, unknown>>

/** A value as a mapping; an empty one for anything else. */
export function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : {}
}
