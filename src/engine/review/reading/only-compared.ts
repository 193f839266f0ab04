import type { Edit } from '../../../model/candidate.ts'
import type { Project } from '../../changes/resolve/project.ts'
import type { Range } from '../../languages/language.ts'
import { isGiven } from '../../repair/expected/given-to-product.ts'
import { namesHolding } from '../../repair/expected/names-holding.ts'

/**
 * Whether all that these edits change is compared with what the product gives, and never given to it: then the product runs as it did
 * before them. It is so where a value stands in an assertion, in a variable or in the rows of a table whose every use is one. Whatever
 * can't be told is taken as given.
 */
export function areOnlyCompared(edits: readonly Edit[], head: Project): boolean {
  return edits.length > 0 && edits.every((edit) => edit.effect === 'expectation' && isOnlyCompared(edit, head))
}

function isOnlyCompared({ file: path, range }: Edit, head: Project): boolean {
  if (path.endsWith('.snap')) return true
  const file = head.file(path)
  if (file === null || isGiven(file, range, head)) return false
  if (file.language.assertions.find(file.tree).some(({ statement }) => holds(statement, range))) return true
  const uses = namesHolding(file, range)
  return uses.length > 0 && !uses.some((use) => isGiven(file, use, head))
}

function holds(outer: Range | undefined, inner: Range): boolean {
  return outer !== undefined && outer.start <= inner.start && inner.end <= outer.end
}
