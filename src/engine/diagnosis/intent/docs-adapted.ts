import { adaptedIn, changedPlaces } from './adapted.ts'
import type { Feature, IntentCase } from './intent-case.ts'
import { proseHunks } from './prose.ts'
import { holds } from './replacements.ts'
import { spoken } from './spoken.ts'

/** Documents, docstrings or the changelog tell the new behaviour since this change. */
export const docsAdapted = {
  name: 'docs adapted',
  description: 'Documents, docstrings or the changelog were changed to say the new thing.',
  weight: 3.2,
  read(subject) {
    if (spoken(subject).length === 0) return { seen: null, detail: 'nothing was replaced that documents could follow' }
    const found =
      adaptedIn(subject, [...changedPlaces(subject.context.witnesses.docChanges), ...proseHunks(subject.context)]) ?? announced(subject)
    return found === null ? { seen: false, detail: 'no document was changed alike' } : { seen: true, detail: found }
  },
} satisfies Feature

/** A changelog only grows: a new line that names what was changed and its new value, or old and new at once. */
function announced(subject: IntentCase): string | null {
  for (const { file, added } of changedPlaces(subject.context.witnesses.docChanges)) {
    for (const line of added) {
      const pair = spoken(subject).find(
        ({ before, after }) => holds(line, after) && (holds(line, before) || subject.subjects.some((name) => holds(line, name))),
      )
      if (pair !== undefined) return `${file} announces “${pair.after}”`
    }
  }
  return null
}
