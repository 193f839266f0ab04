import type { Feature, IntentCase } from '../../intent-case.ts'
import { contentWords } from '../../reading/content-words.ts'
import { isDeprecation } from '../../reading/outcomes.ts'

/** Share of the warning's distinctive words that the added lines must contain; the rest are values filled in at run time. */
const MOST_WORDS = 0.8

/** The product warns against what the test does, in a text that the change added: nobody writes such a text by accident. */
export const deprecationDeclared = {
  name: 'deprecation-declared',
  description: 'The failure is a warning of deprecation, raised as an error, whose very text the causal hunk adds.',
  weight: 4.6,
  read(subject) {
    return isDeclared(subject)
      ? { seen: true, detail: `${subject.failure.exception}: ${subject.failure.message.slice(0, 120)}` }
      : { seen: false, detail: 'the failure is not a warning that the change added' }
  },
} satisfies Feature

export function isDeclared({ failure, hunks }: IntentCase): boolean {
  const { exception, message } = failure
  if (!isDeprecation(exception)) return false
  const [said, added] = [contentWords(message), contentWords(hunks.flatMap((hunk) => hunk.added).join('\n'))]
  const before = contentWords(hunks.flatMap((hunk) => hunk.removed).join('\n'))
  const found = [...said.keys()].filter((word) => added.has(word))
  return said.size > 0 && found.length >= MOST_WORDS * said.size && found.some((word) => !before.has(word))
}
