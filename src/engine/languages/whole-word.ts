/** Finds a name where it stands as a word of its own: `total` is neither in `subtotal` nor in `$total`. */
export function wholeWord(name: string): RegExp {
  return new RegExp(`(?<![\\w$])${name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')}(?![\\w$])`)
}
