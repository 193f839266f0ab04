/** Items that came, by the index of the item that they come after. */
export type Come = Map<number, string[]>

/** Adds a text behind an item; false where there is none to add. */
export function addBehind(come: Come, index: number, text: string | null): boolean {
  if (text !== null) come.set(index, [...(come.get(index) ?? []), text])
  return text !== null
}
