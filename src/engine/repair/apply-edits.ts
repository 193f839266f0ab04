import type { Edit } from '../../model/candidate.ts'
import { SutureError } from '../../model/error.ts'

/** Whether two edits of one file would touch the same text; two insertions at one place do. */
export function doOverlap({ file, range }: Edit, other: Edit): boolean {
  if (file !== other.file) return false
  if (range.start === other.range.start && range.end === other.range.end) return true
  return range.start < other.range.end && other.range.start < range.end
}

/** Whether any two of these edits touch the same text. */
export function doContradict(edits: readonly Edit[]): boolean {
  return edits.some((edit, index) => edits.slice(index + 1).some((other) => doOverlap(edit, other)))
}

/** Each edit once: several changes, or several tests, may ask for the very same one. Its causes are those of all of them. */
export function distinctEdits(edits: readonly Edit[]): readonly Edit[] {
  return [...Map.groupBy(edits, editKey).values()].map(([first, ...others]) => {
    const edit = first as Edit
    return others.length === 0 ? edit : { ...edit, causes: [...new Set([edit, ...others].flatMap(({ causes }) => causes))] }
  })
}

/** Equal for edits that do the same to a text. */
export function editKey({ file, range, replacement }: Edit): string {
  return `${file} ${range.start} ${range.end} ${replacement}`
}

/** The edits without those of expectations that end where they began: with others made, the value that was expected came after all. */
export function withoutIdle(edits: readonly Edit[], texts: ReadonlyMap<string, string>): readonly Edit[] {
  return edits.filter(({ effect, file, range, replacement }) => {
    return effect === 'reach' || texts.get(file)?.slice(range.start, range.end) !== replacement
  })
}

/** The text with its edits applied; throws `edits_overlap` when two of them touch the same place. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted(({ range: one }, { range: other }) => one.start - other.start || one.end - other.end)
  let result = ''
  let at = 0
  for (const [index, edit] of sorted.entries()) {
    const { start, end } = edit.range
    const previous = sorted[index - 1]
    if (end < start || end > text.length || (previous !== undefined && doOverlap(previous, edit))) {
      throw new SutureError(
        'edits_overlap',
        `two edits of ${edit.file} touch the same place`,
        'this is a bug in a repair strategy: report it with the test file',
      )
    }
    result += text.slice(at, start) + edit.replacement
    at = end
  }
  return result + text.slice(at)
}
