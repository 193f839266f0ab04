import { subjectTitle } from '../../../../model/test-ref.ts'
import type { IntentCase } from '../intent-case.ts'
import { contentWords } from './content-words.ts'
import { givenNames } from './given-names.ts'

/** Words of what was changed, and of what the test gives. */
export function wordsOfIt(subject: IntentCase): ReadonlySet<string> {
  return changedWords(subject).union(withoutPlace(subject, [...contentWords(givenNames(subject).join(' ')).keys()]))
}

/** Words of what is new, of what is gone, of the difference of the values and of the test's name, but none that only name the place. */
export function changedWords(subject: IntentCase): ReadonlySet<string> {
  const { hunks, failure, context } = subject
  const [removed, added] = [hunks.flatMap((hunk) => hunk.removed).join('\n'), hunks.flatMap((hunk) => hunk.added).join('\n')]
  const [expected, actual] = [failure.expected?.text ?? '', failure.actual?.text ?? '']
  const testName = context.failing ? subjectTitle(context.failing) : ''
  return withoutPlace(subject, [...difference(removed, added), ...difference(expected, actual), ...contentWords(testName).keys()])
}

export function withoutPlace({ subjects, hunks }: IntentCase, words: readonly string[]): ReadonlySet<string> {
  const place = contentWords([...subjects, ...hunks.map(({ file }) => file)].join(' '))
  return new Set(words.filter((word) => !place.has(word)))
}

function difference(one: string, other: string): ReadonlySet<string> {
  return new Set(contentWords(one).keys()).symmetricDifference(new Set(contentWords(other).keys()))
}
