import { diffArrays } from 'diff'

/** Lines `start` to `end` (from 0, without the last) of the ancestor, which one side replaced by `lines`. */
type Replacement = { readonly start: number; readonly end: number; readonly lines: readonly string[] }

/** More changed lines than a person writes: then comparing takes too long. */
const MOST_CHANGED_LINES = 1_000

/**
 * The merge of two texts as git makes it, `ancestor` being what both were made from. `null` where both sides changed the same lines, or
 * lines that touch: git calls that a conflict.
 */
export function mergeText(ancestor: string, base: string, head: string): string | null {
  const lines = linesOf(ancestor)
  const sides = [base, head].map((text) => replacements(lines, linesOf(text)))
  if (sides.includes(null)) return null
  const ordered = sides.flatMap((side) => side ?? []).sort((a, b) => a.start - b.start || a.end - b.end)
  const merged: string[] = []
  let at = 0
  let last: Replacement | null = null
  for (const one of ordered) {
    if (last !== null && isSame(last, one)) continue
    if (last !== null && one.start <= last.end) return null
    merged.push(...lines.slice(at, one.start), ...one.lines)
    at = one.end
    last = one
  }
  return [...merged, ...lines.slice(at)].join('')
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? []
}

function replacements(before: string[], after: string[]): readonly Replacement[] | null {
  const parts = diffArrays(before, after, { maxEditLength: MOST_CHANGED_LINES })
  if (parts === undefined) return null
  const found: Replacement[] = []
  let at = 0
  let isOpen = false
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      at += value.length
      isOpen = false
      continue
    }
    const open = isOpen ? found.pop() : undefined
    const end = at + (removed ? value.length : 0)
    found.push({ start: open?.start ?? at, end, lines: [...(open?.lines ?? []), ...(added ? value : [])] })
    at = end
    isOpen = true
  }
  return found
}

function isSame(one: Replacement, other: Replacement): boolean {
  return one.start === other.start && one.end === other.end && one.lines.join('') === other.lines.join('')
}
