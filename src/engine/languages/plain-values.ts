type PlainObject = Readonly<Record<string, unknown>>

/** A value of a settings file as an object, or `null`. */
export function objectOf(value: unknown): PlainObject | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PlainObject) : null
}

/** What is found by following keys into a settings file; `undefined` where there is nothing. */
export function valueAt(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((held, key) => {
    const holder = objectOf(held)
    return holder !== null && Object.hasOwn(holder, key) ? holder[key] : undefined
  }, value)
}

/** A text, or the texts of a list. */
export function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
