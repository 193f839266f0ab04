/** How many parts two paths have in common from their beginning. */
export function sharedParts(one: readonly string[], other: readonly string[]): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}
