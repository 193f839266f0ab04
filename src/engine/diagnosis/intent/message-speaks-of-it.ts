import { newEntries } from './changelog-grown.ts'
import { contentWords } from './content-words.ts'
import type { Feature, IntentCase } from './intent-case.ts'

/** One shared word can be chance, two are the subject. */
const ONE_WORD = 0.8

/** The author's words are those of what the hunk puts in, of what came instead, or of what the test is about. */
export const messageSpeaksOfIt = {
  name: 'message speaks of it',
  description:
    'A message or a new line of the changelog shares words with what the causal hunk changes or the test is about, its place apart.',
  weight: 1.8,
  read(subject) {
    const texts = [...subject.context.witnesses.intentTexts.map(withoutTrailers), ...newEntries(subject.context)]
    if (texts.length === 0) return { seen: null, detail: 'no message was read' }
    const said = contentWords(texts.join('\n'))
    const shared = [...changedWords(subject)].filter((word) => said.has(word))
    if (shared.length === 0) return { seen: false, detail: 'no message has words of it' }
    return {
      seen: true,
      detail: shared
        .slice(0, 5)
        .map((word) => said.get(word) ?? word)
        .join(', '),
      ...(shared.length === 1 ? { weight: ONE_WORD } : {}),
    }
  },
} satisfies Feature

function withoutTrailers(text: string): string {
  return text.replace(/^[\w-]+-by:.*$/gim, '')
}

/** Words of what is new, of what is gone, of the difference of the values and of the test's name, but none that only name the place. */
function changedWords(subject: IntentCase): ReadonlySet<string> {
  const { hunks, failure, subjects, context } = subject
  const [removed, added] = [hunks.flatMap((hunk) => hunk.removed).join('\n'), hunks.flatMap((hunk) => hunk.added).join('\n')]
  const [expected, actual] = [failure.expected?.text ?? '', failure.actual?.text ?? '']
  const place = contentWords([...subjects, ...hunks.map(({ file }) => file)].join(' '))
  const testName = context.failing?.name ?? ''
  const words = new Set([...difference(removed, added), ...difference(expected, actual), ...contentWords(testName).keys()])
  return new Set([...words].filter((word) => !place.has(word)))
}

function difference(one: string, other: string): ReadonlySet<string> {
  return new Set(contentWords(one).keys()).symmetricDifference(new Set(contentWords(other).keys()))
}
