import type { FileChange } from '../../../../model/file-change.ts'
import { type Hunk, hunksOf } from '../../causes/hunks.ts'
import type { IntentCase } from '../intent-case.ts'
import { oldAndNewTerms } from './old-and-new-terms.ts'
import { holds } from './replacements.ts'
import { isDirected } from './statements.ts'

/**
 * Whether a sentence names both the old and the new: that is an announcement, whatever it calls itself. Values that occur everywhere
 * only count beside the name of what was changed.
 */
export function saysBoth(sentence: string, subject: IntentCase): boolean {
  const isNamed = subject.subjects.some((name) => holds(sentence, name))
  const values = isNamed ? subject.replaced.map(({ before, after }) => ({ before: before.trim(), after: after.trim() })) : []
  return [...oldAndNewTerms(subject), ...values].some(
    ({ before, after }) => holds(sentence, before) && holds(sentence, after) && isDirected(sentence, before, after),
  )
}

/** The first place where these hunks replace the old by the new as the causal hunk did. */
export function adaptedIn(subject: IntentCase, hunks: readonly Hunk[], terms = oldAndNewTerms(subject)): string | null {
  for (const { before, after } of terms) {
    const found = hunks.find((hunk) => {
      const [removed, added] = [hunk.removed.join(''), hunk.added.join('')]
      return holds(removed, before) && holds(added, after) && !holds(removed, after)
    })
    if (found !== undefined) return `${found.file}:${found.after.line} goes from “${before}” to “${after}” too`
  }
  return null
}

/** The changes of files that exist in both trees, and whole new files, as hunks. */
export function changedPlaces(changes: readonly FileChange[]): readonly Hunk[] {
  return hunksOf(changes.map((change) => ({ ...change, before: change.before ?? '' })))
}
