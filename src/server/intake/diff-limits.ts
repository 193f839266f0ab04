import { distinctEdits } from '../../engine/repair/apply-edits.ts'
import type { Judgement, Refusal } from '../../engine/review/judge.ts'
import type { Edit } from '../../model/candidate.ts'

/** What GitHub shows of a pull request: nobody can read more. Source: GitHub's page on the limits of diffs. */
export const DIFF_LIMITS = { files: 300, edits: 20_000, bytes: 1_000_000 } as const

/** Why these edits are too many for one pull request; `null` where they are not. */
export function tooLarge(edits: readonly Edit[], limits: Record<keyof typeof DIFF_LIMITS, number> = DIFF_LIMITS): Refusal | null {
  const found = {
    files: new Set(edits.map(({ file }) => file)).size,
    edits: edits.length,
    bytes: edits.reduce((sum, { range, replacement }) => sum + range.end - range.start + replacement.length, 0),
  }
  const what = (['files', 'edits', 'bytes'] as const).find((one) => found[one] > limits[one])
  return what === undefined ? null : { kind: 'diff_too_large', what, found: found[what], limit: limits[what] }
}

/** Offers as they fit into one pull request together: from the first that does not on, each is refused that would make it too large. */
export function withinLimits(judgements: readonly Judgement[], limits?: Parameters<typeof tooLarge>[1]): readonly Judgement[] {
  let offered: readonly Edit[] = []
  return judgements.map((judgement) => {
    if (judgement.refusal !== null) return judgement
    const together = distinctEdits([...offered, ...judgement.candidate.edits])
    const refusal = tooLarge(together, limits)
    if (refusal !== null) return { ...judgement, refusal }
    offered = together
    return judgement
  })
}
