import type { Range } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'

/** The innermost declaration around a place of a file, by its qualified name; '' outside of all. */
export function unitsOf(file: SourceFile): (place: Range) => string {
  const holders = file
    .declarations()
    .filter(({ kind }) => /^(?:function|method|class)$/.test(kind))
    .toSorted((one, other) => one.end - one.start - (other.end - other.start))
  return ({ start, end }) => holders.find((one) => one.start <= start && end <= one.end)?.qualifiedName ?? ''
}
