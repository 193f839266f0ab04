import { editKey } from '../../engine/repair/apply-edits.ts'
import type { Edit } from '../../model/candidate.ts'

/** What a person with write access said yes to: exactly these edits by their keys, sorted, for these tests. */
export type AcceptedEdits = { readonly testIds: readonly string[]; readonly edits: readonly string[] }

/** Equal for the same edits, in whatever order they are. */
export function editKeys(edits: readonly Edit[]): string[] {
  return edits.map(editKey).sort()
}

/** Whether a repair is what was accepted: the same edits, for no other tests. */
export function isWhatWasAccepted(
  { testIds, edits }: AcceptedEdits,
  repair: { readonly testIds: readonly string[]; readonly edits: readonly Edit[] },
): boolean {
  const keys = editKeys(repair.edits)
  return (
    keys.length === edits.length && keys.every((key, index) => key === edits[index]) && repair.testIds.every((id) => testIds.includes(id))
  )
}
