import type { Hunk } from '../../diagnosis/causes/hunks.ts'

/** A hunk line by line, where each line became another one. */
export function lineByLine(hunk: Hunk): readonly Hunk[] {
  const { removed, added } = hunk
  if (removed.length !== added.length) return [hunk]
  return removed.map((line, index) => ({ ...hunk, removed: [line], added: [added[index] ?? ''] }))
}
