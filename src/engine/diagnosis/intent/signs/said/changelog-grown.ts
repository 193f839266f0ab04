import type { Feature, IntentCase } from '../../intent-case.ts'
import { changedPlaces } from '../../reading/adapted-places.ts'

const CHANGELOG = /(?:^|[/\\])(?:changelog|changes|history|news|releases?|release[-_ ]?notes)(?:[/\\.]|$)/i

/** A change that its author announces is not an accident, though parts of it may be. */
export const changelogGrown = {
  name: 'changelog-grown',
  description: 'The same change adds an entry to the changelog.',
  weight: 0.8,
  read({ context }) {
    const [line] = newEntries(context)
    return line === undefined
      ? { seen: false, detail: 'no changelog was written' }
      : { seen: true, detail: `“${line.trim().slice(0, 120)}”` }
  },
} satisfies Feature

/** New lines of the changelog that say something, headings left out. */
export function newEntries({ authorTexts }: IntentCase['context']): readonly string[] {
  const logs = authorTexts.docChanges.filter(({ path }) => CHANGELOG.test(path))
  const lines = changedPlaces(logs).flatMap(({ added }) => added)
  return lines.filter((line) => /\p{L}{3}/u.test(line) && !/^\s*#/.test(line))
}
