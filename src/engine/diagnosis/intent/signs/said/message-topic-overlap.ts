import type { Feature, IntentCase } from '../../intent-case.ts'
import { contentWords } from '../../reading/content-words.ts'
import { isVerb } from '../../reading/kinds-of-change.ts'
import { titlesOf, withoutPrefix } from '../../reading/sentences.ts'
import { changedWords, withoutPlace, wordsOfIt } from '../../reading/words-of-it.ts'
import { newEntries } from './changelog-grown.ts'

/** One shared word can be chance, two are the subject; what the test gives stays the same in every change. */
const ONE_WORD = 0.8
/** Share of a title's words that must be about it. */
const MOST_OF_A_TITLE = 0.5

/** The message shares words with what the hunk adds, with the actual result, or with the test's topic. */
export const messageTopicOverlap = {
  name: 'message-topic-overlap',
  description:
    'A message or a new line of the changelog shares words with what the causal hunk changes, the test is about or gives, its place apart.',
  weight: 1.8,
  read(subject) {
    const texts = [...subject.context.authorTexts.intentTexts.map(withoutTrailers), ...newEntries(subject.context)]
    if (texts.length === 0) return { seen: null, detail: 'no message was read' }
    const said = contentWords(texts.join('\n'))
    const changed = [...changedWords(subject)].filter((word) => said.has(word))
    const shared = [...wordsOfIt(subject)].filter((word) => said.has(word))
    if (shared.length === 0) return { seen: false, detail: 'no message shares words with it' }
    return {
      seen: true,
      detail: shared
        .slice(0, 5)
        .map((word) => said.get(word) ?? word)
        .join(', '),
      ...(changed.length < 2 && !isTitled(subject) ? { weight: ONE_WORD } : {}),
    }
  },
} satisfies Feature

/** Whether one of the titles is mostly about it, not counting verbs and names of the place. */
function isTitled(subject: IntentCase): boolean {
  const about = wordsOfIt(subject)
  return titlesOf(subject.context.authorTexts.intentTexts).some((text) => {
    const title = contentWords(withoutPrefix(text))
    const telling = withoutPlace(
      subject,
      [...title].flatMap(([stem, word]) => (isVerb(word) ? [] : [stem])),
    )
    return telling.size > 0 && telling.intersection(about).size >= MOST_OF_A_TITLE * telling.size
  })
}

function withoutTrailers(text: string): string {
  return text.replace(/^[\w-]+-by:.*$/gim, '')
}
