import type { Candidate } from '../../../model/candidate.ts'
import type { Cause } from '../../../model/cause.ts'
import { type EditedRange, editedRanges, undoRanges, wholeRange } from '../../diagnosis/causes/edited-ranges.ts'
import { type Hunk, samePlace } from '../../diagnosis/causes/hunks.ts'
import type { Sources } from '../../diagnosis/sources/sources.ts'

/** The product's texts with exactly the causing edits undone, by path. */
export type UndoneTexts =
  | { readonly outcome: 'undone'; readonly texts: ReadonlyMap<string, string> }
  | { readonly outcome: 'not_undone'; readonly reason: string }

/**
 * Undoes what the candidate names as the cause of its changed expectations: of changed lines that exchange one value, that value alone,
 * so that an edit beside it in the same lines cannot be the cause unseen. Declared changes are left as they are: undone, the repaired test
 * would fail by a name.
 */
export function undoneTexts({ edits, causes }: Pick<Candidate, 'edits' | 'causes'>, { hunks, fileChanges }: Sources): UndoneTexts {
  const ids = new Set(edits.filter(({ effect }) => effect !== 'reach').flatMap((edit) => edit.causes))
  const named = causes.filter(({ id }) => ids.has(id)).filter((cause) => cause.kind === 'hunk')
  if (named.length === 0) return { outcome: 'not_undone', reason: 'no changed line of the product is named as the cause' }
  const headOf = new Map(fileChanges.map(({ path, after }) => [path, after]))
  const ranges: EditedRange[] = []
  for (const cause of named) {
    const hunk = hunks.find((one) => samePlace(one, cause.place))
    if (hunk === undefined) return { outcome: 'not_undone', reason: 'a cause is not part of this change' }
    ranges.push(...rangesOf(cause, hunk, headOf.get(hunk.file) ?? ''))
  }
  const texts = [...Map.groupBy(withoutDoubles(ranges), ({ file }) => file)]
  return { outcome: 'undone', texts: new Map(texts.map(([file, own]) => [file, undoRanges(headOf.get(file) ?? '', own)])) }
}

function rangesOf({ replaced }: Extract<Cause, { kind: 'hunk' }>, hunk: Hunk, text: string): readonly EditedRange[] {
  const exchanged = replaced === null ? [] : editedRanges(hunk, text).filter((range) => isExchange(range, replaced))
  return exchanged.length > 0 ? exchanged : [wholeRange(hunk, text)]
}

/** The value as a whole, whatever of it differs: one token of a call or of a nested value may be all that was edited. */
function isExchange(range: EditedRange, { before, after }: { readonly before: string; readonly after: string }): boolean {
  return range.before.trim() === before.trim() && range.after.trim() === after.trim()
}

/** Two causes may be values of one hunk, or one of them the hunk: an edit inside of another is undone with it. */
function withoutDoubles(ranges: readonly EditedRange[]): readonly EditedRange[] {
  return ranges.filter((one, index) => {
    const holds = (other: EditedRange) => other.file === one.file && other.start <= one.start && one.end <= other.end
    return !ranges.some((other, at) => at !== index && holds(other) && (other.end - other.start > one.end - one.start || at < index))
  })
}
