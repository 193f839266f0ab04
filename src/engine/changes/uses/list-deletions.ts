import type { Range } from '../../languages/language.ts'

export type TextEdit = Range & { readonly replacement: string }

/** Deletes items of a comma-separated list, each run with one comma, so that style and trailing comma stay; something must be kept. */
export function listDeletions(items: readonly Range[], isKept: (index: number) => boolean): readonly TextEdit[] {
  const edits: TextEdit[] = []
  for (let first = 0; first < items.length; first++) {
    if (isKept(first)) continue
    let last = first
    while (last + 1 < items.length && !isKept(last + 1)) last++
    const [from, end, before, next] = [items[first], items[last], items[first - 1], items[last + 1]]
    if (from !== undefined && next !== undefined) edits.push({ start: from.start, end: next.start, replacement: '' })
    else if (before !== undefined && end !== undefined) edits.push({ start: before.end, end: end.end, replacement: '' })
    first = last
  }
  return edits
}
