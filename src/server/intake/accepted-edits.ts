import { editKey } from '../../engine/repair/apply-edits.ts'
import type { Edit } from '../../model/candidate.ts'

/**
 * What a person with write access said yes to: exactly these edits by their keys, sorted, for these tests. `unproved` are the checks of which
 * the proposal said that no run had shown them.
 */
export type AcceptedEdits = { readonly testIds: readonly string[]; readonly edits: readonly string[]; readonly unproved: readonly string[] }

/** Equal for the same edits, in whatever order they are. */
export function editKeys(edits: readonly Edit[]): string[] {
  return edits.map(editKey).sort()
}

/** Whether the yes covers what no run has shown now: only what the proposal named. */
export function coversGaps({ unproved }: AcceptedEdits, gaps: readonly { readonly name: string }[]): boolean {
  return gaps.every(({ name }) => unproved.includes(name))
}

/** Whether a repair is what was accepted: the same edits, for no other tests. */
export function isWhatWasAccepted(
  { testIds, edits }: Pick<AcceptedEdits, 'testIds' | 'edits'>,
  repair: { readonly testIds: readonly string[]; readonly edits: readonly Edit[] },
): boolean {
  const keys = editKeys(repair.edits)
  return (
    keys.length === edits.length && keys.every((key, index) => key === edits[index]) && repair.testIds.every((id) => testIds.includes(id))
  )
}
