import { type Cause, hunkCause } from '../../../model/cause.ts'
import { exchangedValue } from '../../diagnosis/causes/exchanged-value.ts'
import type { Hunk } from '../../diagnosis/causes/hunks.ts'

/**
 * The changed lines behind one edit of an expected value: those that runs showed to break the test, and besides them those that exchange
 * exactly this value. Each says whether it does.
 */
export function hunkCauses(
  value: { readonly before: string; readonly after: string },
  { causalHunks, hunks }: { readonly causalHunks: readonly Hunk[]; readonly hunks: readonly Hunk[] },
): readonly Cause[] {
  const exchanging = hunks.flatMap((hunk) => {
    const replaced = exchangedValue(hunk, value)
    return replaced === null ? [] : [{ hunk, replaced }]
  })
  const causal = exchanging.filter(({ hunk }) => causalHunks.includes(hunk))
  const told = causal.length > 0 ? causal : exchanging
  if (told.length > 0) return told.map(({ hunk, replaced }) => hunkCause(hunk, replaced))
  return causalHunks.map((hunk) => hunkCause(hunk, null))
}
