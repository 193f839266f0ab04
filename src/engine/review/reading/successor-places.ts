import { isSuccession, successorEdits } from '../../changes/successors/successor-edits.ts'
import { applyRanges } from './apply-ranges.ts'
import type { EditedCode, ReplaceablePlace } from './edited-code.ts'

/** Names that have a successor, and calls with what the old name passed on to it. */
export function successorPlaces({ changes, old, trees }: EditedCode): readonly ReplaceablePlace[] {
  const edits = changes.filter(isSuccession).flatMap((change) => {
    const found = successorEdits(change, old, trees)
    return found.kind === 'edits' ? found.edits : []
  })
  const calls = old.bindings().calls.filter((call) => edits.some(({ start, end }) => call.start <= start && end <= call.end))
  return [
    ...edits.map(({ start, end, replacement }) => ({ start, end, accepts: (text: string) => text === replacement })),
    ...calls.map(({ start, end }) => {
      const inside = edits.filter((edit) => start <= edit.start && edit.end <= end)
      const after = applyRanges(old.text, { start, end }, inside)
      return { start, end, accepts: (text: string) => text === after }
    }),
  ]
}
