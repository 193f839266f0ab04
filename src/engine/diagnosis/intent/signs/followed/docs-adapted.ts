import type { Hunk } from '../../../causes/hunks.ts'
import type { Feature, IntentCase } from '../../intent-case.ts'
import { adaptedIn, changedPlaces, saysBoth } from '../../reading/adapted-places.ts'
import { followedPiece, speaksOf } from '../../reading/named-pieces.ts'
import { oldAndNewTerms } from '../../reading/old-and-new-terms.ts'
import { proseOf } from '../../reading/prose.ts'
import { holds } from '../../reading/replacements.ts'

/** The change also updates documents, docstrings or the changelog to the new behaviour. */
export const docsAdapted = {
  name: 'docs-adapted',
  description: 'Documents, docstrings or the changelog were updated to the new behaviour.',
  weight: 3.2,
  read(subject) {
    if (oldAndNewTerms(subject).length + subject.replaced.length + subject.pieces.length === 0)
      return { seen: null, detail: 'nothing was replaced that documents could follow' }
    const { hunks, authorTexts } = subject.context
    // reading prose needs the tree, so hunks without the words are left out first
    const inSource = proseOf(
      hunks.filter(
        ({ added, removed }) =>
          oldAndNewTerms(subject).some(({ after }) => holds(added.join(''), after)) ||
          subject.pieces.some((piece) => speaksOf([...added, ...removed].join(''), piece)),
      ),
      subject.context,
    )
    const documents = [...changedPlaces(authorTexts.docChanges), ...inSource]
    const found = adaptedIn(subject, documents) ?? announced(subject) ?? follows(documents, subject)
    return found === null ? { seen: false, detail: 'no document was changed in the same way' } : { seen: true, detail: found }
  },
} satisfies Feature

function follows(documents: readonly Hunk[], { pieces }: IntentCase): string | null {
  const found = followedPiece(documents, pieces)
  return found === null ? null : `${found.hunk.file}:${found.hunk.after.line}: “${found.line.trim().slice(0, 120)}”`
}

/** A changelog only grows: a new line that names what was changed and its new value, or old and new at once. */
function announced(subject: IntentCase): string | null {
  for (const { file, added } of changedPlaces(subject.context.authorTexts.docChanges)) {
    const line = added.find((one) => saysBoth(one, subject) || namesNew(one, subject))
    if (line !== undefined) return `${file} announces it: “${line.trim().slice(0, 120)}”`
  }
  return null
}

function namesNew(line: string, subject: IntentCase): boolean {
  return oldAndNewTerms(subject).some(({ after }) => holds(line, after)) && subject.subjects.some((name) => holds(line, name))
}
