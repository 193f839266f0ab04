import type { Feature, IntentCase } from '../../intent-case.ts'
import { changedPlaces } from '../../reading/adapted-places.ts'
import { CHANGELOG } from '../../reading/changelog.ts'
import { contentWords } from '../../reading/content-words.ts'
import { speaksOf } from '../../reading/named-pieces.ts'
import { holds } from '../../reading/replacements.ts'
import { wordsOfIt } from '../../reading/words-of-it.ts'

/** An entry of something else in the same change: no accident either, as a whole. */
const OF_OTHERS = 0.4
/** One word can be chance. */
const LEAST_WORDS = 2

/** A change that its author announces is not an accident, though parts of it may be. */
export const changelogGrown = {
  name: 'changelog-grown',
  description: 'The same change adds an entry to the changelog; one that is about it weighs more.',
  weight: 0.8,
  read(subject) {
    const lines = newEntries(subject.context)
    const [first] = lines
    if (first === undefined) return { seen: false, detail: 'no changelog was written' }
    const own = lines.find((line) => isOfIt(line, subject))
    return own === undefined
      ? { seen: true, detail: `“${first.trim().slice(0, 120)}”`, weight: OF_OTHERS }
      : { seen: true, detail: `“${own.trim().slice(0, 120)}”` }
  },
} satisfies Feature

/** Whether a line speaks of what came or went, or names what was changed. */
function isOfIt(line: string, subject: IntentCase): boolean {
  if (subject.pieces.some((piece) => speaksOf(line, piece)) || subject.subjects.some((name) => holds(line, name))) return true
  const said = contentWords(line)
  return [...wordsOfIt(subject)].filter((word) => said.has(word)).length >= LEAST_WORDS
}

/** New lines of the changelog that say something, headings left out. */
export function newEntries({ authorTexts }: IntentCase['context']): readonly string[] {
  const logs = authorTexts.docChanges.filter(({ path }) => CHANGELOG.test(path))
  const lines = changedPlaces(logs).flatMap(({ added }) => added)
  return lines.filter((line) => /\p{L}{3}/u.test(line) && !/^\s*#/.test(line))
}
