const NUL = '\0'
/** Shows a reader that there was one; Postgres, XML, JSON columns and command lines take no NUL. */
const SHOWN_NUL = '\u2400'

/**
 * Text that everything takes: a NUL becomes `␀`, half of a surrogate pair U+FFFD, as writers of UTF-8 have it. Nothing else changes.
 * Both sides clean the ids of tests in this way, so that they name the same test (probes/javascript/records.cjs has the same rule).
 */
export function cleanText(text: string): string {
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  return wellFormed.includes(NUL) ? wellFormed.replaceAll(NUL, SHOWN_NUL) : wellFormed
}

/** A value with all of its texts clean, keys too; what is clean already is the same object. Objects of a class are left as they are. */
export function cleanTexts<Value>(value: Value): Value {
  return cleaned(value) as Value
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value)
  if (Array.isArray(value)) return cleanedArray(value)
  return isPlain(value) ? cleanedObject(value) : value
}

function cleanedArray(values: readonly unknown[]): readonly unknown[] {
  const all = values.map(cleaned)
  return all.every((one, index) => one === values[index]) ? values : all
}

function cleanedObject(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const entries = Object.entries(value)
  const all = entries.map(([key, inner]) => [cleanText(key), cleaned(inner)] as const)
  const isSame = all.every(([key, inner], index) => key === entries[index]?.[0] && inner === entries[index]?.[1])
  return isSame ? value : Object.fromEntries(all)
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
