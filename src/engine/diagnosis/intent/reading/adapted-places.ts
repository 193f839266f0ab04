import type { FileChange } from '../../../../model/file-change.ts'
import { type Hunk, hunksOf } from '../../causes/hunks.ts'
import type { TextCase } from '../text-case.ts'
import { type OldAndNewTerms, oldAndNewTerms } from './old-and-new-terms.ts'
import { holds } from './replacements.ts'
import { isDirected } from './statements.ts'

/**
 * Whether a sentence names both the old and the new: that is an announcement, whatever it calls itself. Values that occur everywhere
 * only count beside the name of what was changed.
 */
export function saysBoth(sentence: string, subject: TextCase): boolean {
  const isNamed = subject.subjects.some((name) => holds(sentence, name))
  const values = isNamed ? subject.replaced.map(({ before, after }) => ({ before: before.trim(), after: after.trim() })) : []
  return [...oldAndNewTerms(subject), ...values].some(
    ({ before, after }) => holds(sentence, before) && holds(sentence, after) && isDirected(sentence, before, after),
  )
}

/** A place that follows the change, the line that shows it, and which of the values it now names. */
export type FollowedPlace = { readonly hunk: Hunk; readonly line: string; readonly names: 'new' | 'both' }

/** The first place where these hunks replace the old by the new as the causal hunk did. */
export function adaptedIn(terms: readonly OldAndNewTerms[], hunks: readonly Hunk[]): FollowedPlace | null {
  for (const { before, after } of terms) {
    for (const hunk of hunks) {
      const removed = hunk.removed.join('')
      const line = hunk.added.find((one) => holds(one, after))
      if (line !== undefined && holds(removed, before) && !holds(removed, after)) return { hunk, line, names: 'both' }
    }
  }
  return null
}

/** The changes of files that exist in both trees, and whole new files, as hunks. */
export function changedPlaces(changes: readonly FileChange[]): readonly Hunk[] {
  return hunksOf(changes.map((change) => ({ ...change, before: change.before ?? '' })))
}
