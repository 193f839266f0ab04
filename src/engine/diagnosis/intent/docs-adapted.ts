import { adaptedIn, changedPlaces, saysBoth } from './adapted.ts'
import type { Feature, IntentCase } from './intent-case.ts'
import { proseOf } from './prose.ts'
import { holds } from './replacements.ts'
import { spoken } from './spoken.ts'

/** Documents, docstrings or the changelog tell the new behaviour since this change. */
export const docsAdapted = {
  name: 'docs adapted',
  description: 'Documents, docstrings or the changelog were changed to say the new thing.',
  weight: 3.2,
  read(subject) {
    if (spoken(subject).length + subject.replaced.length === 0)
      return { seen: null, detail: 'nothing was replaced that documents could follow' }
    const { hunks, witnesses } = subject.context
    // reading prose needs the tree, so hunks without the words are left out first
    const inSource = proseOf(
      hunks.filter((hunk) => spoken(subject).some(({ after }) => holds(hunk.added.join(''), after))),
      subject.context,
    )
    const found = adaptedIn(subject, [...changedPlaces(witnesses.docChanges), ...inSource]) ?? announced(subject)
    return found === null ? { seen: false, detail: 'no document was changed alike' } : { seen: true, detail: found }
  },
} satisfies Feature

/** A changelog only grows: a new line that names what was changed and its new value, or old and new at once. */
function announced(subject: IntentCase): string | null {
  for (const { file, added } of changedPlaces(subject.context.witnesses.docChanges)) {
    const line = added.find((one) => saysBoth(one, subject) || namesNew(one, subject))
    if (line !== undefined) return `${file} announces it: “${line.trim().slice(0, 120)}”`
  }
  return null
}

function namesNew(line: string, subject: IntentCase): boolean {
  return spoken(subject).some(({ after }) => holds(line, after)) && subject.subjects.some((name) => holds(line, name))
}
