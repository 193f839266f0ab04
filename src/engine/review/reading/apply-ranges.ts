import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Range } from '../../languages/language.ts'

/** A part of a text with the edits that lie in it made, which do not overlap. */
export function applyRanges(text: string, { start, end }: Range, edits: readonly TextEdit[]): string {
  const sorted = edits.toSorted((one, other) => other.start - one.start)
  return sorted.reduce(
    (now, edit) => now.slice(0, edit.start - start) + edit.replacement + now.slice(edit.end - start),
    text.slice(start, end),
  )
}
