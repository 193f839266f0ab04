import { exchangedValue } from '../../engine/diagnosis/causes/exchanged-value.ts'
import { samePlace } from '../../engine/diagnosis/causes/hunks.ts'
import type { Sources } from '../../engine/diagnosis/sources/sources.ts'
import { editKey } from '../../engine/repair/apply-edits.ts'
import type { Draft } from '../../engine/repair/propose.ts'
import type { Candidate, Edit } from '../../model/candidate.ts'
import { type Cause, hunkCause } from '../../model/cause.ts'

/** A candidate as the server derived it, or why it refuses it. */
export type DerivedCandidate =
  | { readonly outcome: 'derived'; readonly candidate: Candidate }
  | { readonly outcome: 'refused'; readonly candidate: Candidate; readonly reason: string }

/**
 * Takes of a reported candidate only edits that the server derived itself, byte for byte, with its own causes for them. An edit that
 * changes what a test expects may need a value which only a run shows: it is kept for the review by scope, where it never becomes tier A,
 * and its causes are those hunks of the server's own comparison that are at the places it names.
 */
export function deriveCandidate(claimed: Candidate, own: readonly Draft[], { hunks }: Pick<Sources, 'hunks'>): DerivedCandidate {
  const derived = new Map(own.flatMap(({ edits }) => edits.map((edit) => [editKey(edit), edit] as const)))
  const causes = new Map(own.flatMap((draft) => draft.causes.map((cause) => [cause.id, cause] as const)))
  const edits: Edit[] = []
  for (const edit of claimed.edits) {
    const known = derived.get(editKey(edit))
    if (known === undefined && edit.effect === 'reach') {
      return { outcome: 'refused', candidate: claimed, reason: `an edit of ${edit.file.slice(0, 200)} does not follow from the change` }
    }
    edits.push(known ?? edit)
  }
  for (const cause of claimed.causes) {
    const read = readAgain(cause, hunks)
    if (read !== null) causes.set(read.id, read)
  }
  const used = new Set(edits.flatMap((edit) => edit.causes))
  return {
    outcome: 'derived',
    candidate: { ...claimed, edits, causes: [...causes.values()].filter(({ id }) => used.has(id)) },
  }
}

/** Changed lines that are where the report says; the value that it names must be exchanged there for the new one. */
function readAgain(cause: Cause, hunks: Sources['hunks']): Cause | null {
  if (cause.kind !== 'hunk') return null
  const hunk = hunks.find((one) => samePlace(one, cause.place))
  if (hunk === undefined) return null
  const { replaced } = cause
  const isThere = replaced !== null && exchangedValue(hunk, replaced) !== null
  return hunkCause(hunk, isThere ? replaced : null)
}
