import type { IntentCase } from '../intent-case.ts'
import { contentWords } from './content-words.ts'
import { isOfForm } from './form-of-code.ts'
import { canShowAs, isVerb } from './kinds-of-change.ts'
import { wayOf } from './outcomes.ts'
import { holds } from './replacements.ts'
import { withoutPrefix } from './sentences.ts'
import { wordsOfIt } from './words-of-it.ts'

/** Whether a sentence is about what differs, and means the very kind of difference that came. */
export function isAboutIt(sentence: string, subject: IntentCase): boolean {
  return !isOfForm(sentence) && canShowAs(sentence, wayOf(subject.outcomes)) && speaksOfIt(sentence, subject)
}

/** A sentence with words of the difference, or with the name and a telling word beside it: `Fix x` and `Handle another case in x` say nothing. */
function speaksOfIt(sentence: string, subject: IntentCase): boolean {
  const said = contentWords(sentence)
  if ([...wordsOfIt(subject)].some((word) => said.has(word))) return true
  const name = subject.subjects.find((one) => holds(sentence, one))
  if (name === undefined) return false
  return [...contentWords(withoutPrefix(sentence).replaceAll(name, '')).values()].some((word) => !isVerb(word))
}
