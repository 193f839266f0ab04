import type { FileChange } from '../../../model/file-change.ts'
import { type Hunk, hunksOf } from '../causes/hunks.ts'
import type { IntentCase } from './intent-case.ts'
import { holds } from './replacements.ts'

/** What a text would say before and after, if it followed the change: replaced values, and names of declared changes. */
export function spoken({ replaced, declared }: IntentCase): readonly { readonly before: string; readonly after: string }[] {
  const named = declared
    .filter(({ kind }) => kind === 'renamed' || kind === 'parameter_renamed')
    .map(({ before, after }) => ({ before, after }))
  const values = replaced.map(({ before, after }) => ({ before: before.trim(), after: after.trim() }))
  return [...values, ...named].filter(({ before, after }) => before.length > 1 && after.length > 1)
}

/** The first place where these hunks replace the old by the new as the causal hunk did. */
export function adaptedIn(subject: IntentCase, hunks: readonly Hunk[]): string | null {
  for (const { before, after } of spoken(subject)) {
    const found = hunks.find((hunk) => {
      const [removed, added] = [hunk.removed.join(''), hunk.added.join('')]
      return holds(removed, before) && holds(added, after) && !holds(removed, after)
    })
    if (found !== undefined) return `${found.file}:${found.after.line} goes from “${before}” to “${after}” too`
  }
  return null
}

/** The changes of files that stand in both trees, and whole new files, as hunks. */
export function changedPlaces(changes: readonly FileChange[]): readonly Hunk[] {
  return hunksOf(changes.map((change) => ({ ...change, before: change.before ?? '' })))
}
