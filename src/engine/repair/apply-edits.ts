import { SutureError } from '../../model/error.ts'
import type { Edit } from './strategy.ts'

/** Whether two edits of one file would touch the same text; two insertions at one place do. */
export function doOverlap(one: Edit, other: Edit): boolean {
  if (one.file !== other.file) return false
  if (one.start === other.start && one.end === other.end) return true
  return one.start < other.end && other.start < one.end
}

/** The text with its edits applied; throws `edits_overlap` when two of them touch the same place. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((one, other) => one.start - other.start || one.end - other.end)
  let result = ''
  let at = 0
  for (const [index, edit] of sorted.entries()) {
    const previous = sorted[index - 1]
    if (edit.end < edit.start || edit.end > text.length || (previous !== undefined && doOverlap(previous, edit))) {
      throw new SutureError(
        'edits_overlap',
        `two edits of ${edit.file} touch the same place`,
        'this is a fault of a repair strategy: report it with the test file',
      )
    }
    result += text.slice(at, edit.start) + edit.replacement
    at = edit.end
  }
  return result + text.slice(at)
}
