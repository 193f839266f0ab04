import type { Edit } from '../../../model/candidate.ts'

/**
 * An edit of a text that other edits have made, as one of the text before them. Where it lies in what one of them wrote, both are one edit.
 * `null` where it reaches over the border of one: no single edit says that.
 */
function rebaseEdit(edit: Edit, made: readonly Edit[]): { readonly edit: Edit; readonly replaces: Edit | null } | null {
  let shift = 0
  for (const one of made.filter(({ file }) => file === edit.file).toSorted((a, b) => a.range.start - b.range.start)) {
    const start = one.range.start + shift
    const end = start + one.replacement.length
    if (edit.range.start >= start && edit.range.end <= end && end > start && (edit.range.start < end || edit.range.end > start)) {
      return { edit: within(edit, one, start), replaces: one }
    }
    if (edit.range.end <= start) break
    if (edit.range.start < end) return null
    shift += one.replacement.length - (one.range.end - one.range.start)
  }
  const range = { start: edit.range.start - shift, end: edit.range.end - shift }
  return { edit: { ...edit, range }, replaces: null }
}

/** Both edits as one; `start` is where the first one's text begins in the text that it made. */
function within({ range, replacement, causes }: Edit, one: Edit, start: number): Edit {
  const [from, to] = [range.start - start, range.end - start]
  const text = one.replacement.slice(0, from) + replacement + one.replacement.slice(to)
  const { value } = one
  const after = value === undefined ? undefined : one.replacement.split(value.after)
  // what stands around the value in the edit, such as a comma, stays around it
  const now = after?.length === 2 ? text.slice(after[0]?.length ?? 0, text.length - (after[1]?.length ?? 0)) : text
  return {
    ...one,
    replacement: text,
    causes: [...new Set([...one.causes, ...causes])],
    ...(value === undefined ? {} : { value: { before: value.before, after: now } }),
  }
}

/** The edits of a text and those of what they made of it, all as edits of the text; `null` where that can't be said. */
export function rebased(edits: readonly Edit[], made: readonly Edit[]): readonly Edit[] | null {
  let all = made
  for (const edit of edits) {
    const found = rebaseEdit(edit, made)
    if (found === null) return null
    all = [...all.filter((one) => one !== found.replaces), found.edit]
  }
  return all
}
