/** Finds a name as a whole word: `total` is neither in `subtotal` nor in `$total`. */
export function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w$])`)
}
