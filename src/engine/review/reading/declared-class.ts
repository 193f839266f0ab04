import type { Edit } from '../../../model/candidate.ts'
import type { ContractChange } from '../../../model/contract-change.ts'
import { createProject } from '../../changes/resolve/project.ts'
import { expectedClasses } from '../../changes/results/expected-classes.ts'
import { classOf, isSameClass, raisedClasses } from '../../changes/results/raised-class.ts'
import type { EditedFile } from '../../repair/edited-files.ts'
import type { TextReview } from '../checks/check.ts'

/**
 * Whether an edit puts the class of an exception, that a cause says is raised now, where the test expected the class that was raised
 * before: in the assertion itself, or in the import that is for this class alone.
 */
export function isDeclaredClass(
  { range, value }: Edit,
  changes: readonly ContractChange[],
  { path, after }: EditedFile,
  { trees, parsers }: Pick<TextReview, 'trees' | 'parsers'>,
): boolean {
  const [old, now] = [trees.before.file(path), createProject(new Map([[path, after]]), parsers).file(path)]
  if (old === null || now === null || value === undefined) return false
  return changes.some((change) => {
    const classes = raisedClasses(change, trees)
    if (classes === null) return false
    const before = expectedClasses(old).filter(({ expression }) => {
      const found = classOf(trees.before, old, expression)
      return found !== null && isSameClass(found, classes.old)
    })
    const isNow = expectedClasses(now).some(({ expression, name }) => {
      const found = classOf(trees.after, now, expression)
      return found !== null && isSameClass(found, classes.now) && after.slice(name.start, name.end) === value.after
    })
    const isPlace = before.some(({ name }) => name.start === range.start && name.end === range.end)
    const isImport = old.imports().some(({ importedRange, imported, local }) => {
      const isHere = importedRange?.start === range.start && importedRange.end === range.end
      return isHere && imported === local && before.some(({ expression }) => expression.kind === 'name' && expression.name === local)
    })
    return isNow && (isPlace || isImport)
  })
}
