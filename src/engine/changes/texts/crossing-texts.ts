type Names = { readonly old: string; readonly now: string }

/**
 * Whether two texts that were renamed together may be exchanged for each other's: `crossed` where the new name of each is nearer to the
 * other's old one (`width` → `h` and `height` → `w`), `open` where nothing in the names says which belongs to which.
 */
export function crossingOfTexts(one: Names, other: Names): 'none' | 'open' | 'crossed' {
  const straight = likeness(one.old, one.now) + likeness(other.old, other.now)
  const across = likeness(one.old, other.now) + likeness(other.old, one.now)
  if (across > straight) return 'crossed'
  return straight - across < LEAST_LEAD ? 'open' : 'none'
}

/** Of the likeness of both pairs together: less of a lead is chance. */
const LEAST_LEAD = 0.5

/** 0 to 1.5: letters that two names share in their order, those at the beginning counted half again. */
function likeness(one: string, other: string): number {
  const [a, b] = [plain(one), plain(other)]
  let shared = 0
  while (shared < a.length && a[shared] === b[shared]) shared++
  return (2 * commonLength(a, b) + shared) / Math.max(1, a.length + b.length)
}

function plain(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

/** The length of the longest common subsequence. */
function commonLength(one: string, other: string): number {
  let row: readonly number[] = Array.from({ length: other.length + 1 }, () => 0)
  for (const letter of one) {
    const next = [0]
    for (const [index, sign] of [...other].entries()) {
      const best = letter === sign ? (row[index] ?? 0) + 1 : Math.max(row[index + 1] ?? 0, next[index] ?? 0)
      next.push(best)
    }
    row = next
  }
  return row.at(-1) ?? 0
}
