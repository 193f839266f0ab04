import type { DeclaredChange, MovedPackage, NestedReason, Place } from '../../model/reasons/parts.ts'

/** How a renderer writes the parts of a sentence; the sentence itself exists once, in its template. */
export type Mark = {
  /** What the sentence is about: `it`, or `each` of several tests. */
  readonly it: 'it' | 'each'
  /** A name of code, a path, a package. */
  code(text: string): string
  /** Words of somebody else. */
  text(words: string): string
  place(place: Place): string
  change(change: DeclaredChange): string
  moved(moved: MovedPackage): string
  /** A reason within this one, as the middle of the sentence. */
  reason(reason: NestedReason): string
  /** An acceptance check, by its id. */
  check(id: string): string
  /** A sign of intent, by its id. */
  sign(id: string): string
}

/** Items of a list that are written out: a report may hold any number. */
const SHOWN = 20

/** "a, b, 3 more"; `more` counts what the list already leaves out. */
export function list(texts: readonly string[], more = 0): string {
  const left = more + Math.max(0, texts.length - SHOWN)
  return [...texts.slice(0, SHOWN), ...(left > 0 ? [`${left} more`] : [])].join(', ')
}
