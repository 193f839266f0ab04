/** A place where an old name stood and a new one stands, or a text that says so: what each may say of a renaming beside the bodies. */
export type Sighting = {
  readonly old: string
  readonly now: string
  readonly by: 'caller' | 'sibling' | 'test' | 'document' | 'statement'
  /** Both names are written there: it is a witness of this very pair. A position alone is none. */
  readonly isNamed: boolean
  /** `null` for a message. */
  readonly file: string | null
  readonly line: number | null
  readonly quote: string
}

/** Words that stand for whichever old or new name is there. */
export const MASK = '\0'

/** A text in which these names read alike. */
export function maskNames(text: string, names: ReadonlySet<string>): string {
  return text.replace(/[\p{L}\p{N}_$]+/gu, (word) => (names.has(word) ? MASK : word))
}
