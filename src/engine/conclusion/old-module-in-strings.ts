import type { Edit } from '../../model/candidate.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { Place } from '../../model/reasons/parts.ts'
import { isModuleMove } from '../changes/compare/module-moves.ts'
import type { Trees } from '../changes/uses/use-site.ts'
import { lineAt } from '../languages/syntax.ts'

/**
 * Where a test file still has the path of a moved module in a string that no edit follows: the name of a logger, a key of a registry.
 * Whether such a name moved along is not declared, so that the test may well fail by it.
 */
export function oldModuleInStrings(
  testFile: string,
  changes: readonly ContractChange[],
  edits: readonly Edit[],
  { after }: Pick<Trees, 'after'>,
): Place | null {
  const file = after.file(testFile)
  const moved = changes.filter((change) => isModuleMove(change) && /[./]/.test(change.before)).map(({ before }) => before)
  if (file === null || moved.length === 0) return null
  const isEdited = (start: number, end: number): boolean =>
    edits.some((edit) => edit.file === testFile && edit.range.start < end && start < edit.range.end)
  const left = file
    .bindings()
    .strings.find(({ value, start, end }) => moved.some((path) => value === path || value.startsWith(`${path}.`)) && !isEdited(start, end))
  return left === undefined ? null : { file: testFile, line: lineAt(file.text, left.start) }
}
