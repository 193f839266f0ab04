import type { Feature, IntentCase } from '../../intent-case.ts'
import { contentWords } from '../../reading/content-words.ts'
import { canShowAs, isVerb } from '../../reading/kinds-of-change.ts'
import { wayOf } from '../../reading/outcomes.ts'
import { holds } from '../../reading/replacements.ts'
import { sentences, withoutPrefix } from '../../reading/sentences.ts'
import { wordsOfIt } from './message-topic-overlap.ts'

/** 'Validate' announces new failures, 'support' announces that something works now: the result matches such a word. */
export const messageSaysWhichWay = {
  name: 'message-says-which-way',
  description:
    'A sentence about what was changed, or about what the test gives, means the very kind of difference that came: refused, accepted, warned of, mended.',
  weight: 1,
  read(subject) {
    const { intentTexts } = subject.context.authorTexts
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    const way = wayOf(subject.outcomes)
    const fitting = sentences(intentTexts).filter((sentence) => canShowAs(sentence, way))
    const words = fitting.length === 0 ? new Set<string>() : wordsOfIt(subject)
    const found = fitting.find((sentence) => isAboutIt(sentence, words, subject))
    return found === undefined
      ? { seen: false, detail: 'no message describes this difference' }
      : { seen: true, detail: `“${found.slice(0, 120)}”` }
  },
} satisfies Feature

/** A sentence with words of the difference, or with the name and a telling word beside it: `Fix x` and `Handle another case in x` say nothing. */
function isAboutIt(sentence: string, words: ReadonlySet<string>, { subjects }: IntentCase): boolean {
  const said = contentWords(sentence)
  if ([...words].some((word) => said.has(word))) return true
  const name = subjects.find((one) => holds(sentence, one))
  if (name === undefined) return false
  return [...contentWords(withoutPrefix(sentence).replaceAll(name, '')).values()].some((word) => !isVerb(word))
}
