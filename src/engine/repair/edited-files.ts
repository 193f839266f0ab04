import type { Edit } from '../../model/candidate.ts'
import { languageOf } from '../languages/index.ts'
import { applyEdits, distinctEdits, doContradict } from './apply-edits.ts'

/** One edited file of a repair: the head's text, and the text that is offered. */
export type EditedFile = { readonly path: string; readonly before: string; readonly after: string }

/** Whether a file of code is taken away: nothing is left of it. */
export function isTakenAway({ path, after }: Pick<EditedFile, 'path' | 'after'>): boolean {
  return after === '' && languageOf(path) !== null
}

/** The files that these edits make of the head's; `null` when a file is not there or two edits contradict each other. */
export function editedFiles(edits: readonly Edit[], headFiles: ReadonlyMap<string, string>): readonly EditedFile[] | null {
  const files: EditedFile[] = []
  for (const [path, members] of Map.groupBy(distinctEdits(edits), ({ file }) => file)) {
    const before = headFiles.get(path)
    if (before === undefined || members.some(({ range }) => range.end > before.length) || doContradict(members)) return null
    files.push({ path, before, after: applyEdits(before, members) })
  }
  return files
}

/** Whether both sets of edits can be applied to the head together; equal edits count once. */
export function canJoin(edits: readonly Edit[], others: readonly Edit[]): boolean {
  return !doContradict(distinctEdits([...edits, ...others]))
}
