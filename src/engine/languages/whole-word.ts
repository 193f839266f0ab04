/** Finds a name as a whole word: `total` is neither in `subtotal` nor in `$total`. */
export function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${escapeRegExp(name)}(?![\\w$])`)
}

/** A text as the pattern that finds just this text. */
export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
