import type { Feature, IntentCase } from '../../intent-case.ts'
import { saysBoth } from '../../reading/adapted-places.ts'
import { announcedPiece } from '../../reading/named-pieces.ts'
import { oldAndNewTerms } from '../../reading/old-and-new-terms.ts'
import { holds } from '../../reading/replacements.ts'
import { claimsNoChange, sentences, withoutPrefix } from '../../reading/sentences.ts'
import { saysNewValue } from '../../reading/statements.ts'

/** Words with which people announce another behaviour. */
const ANNOUNCES =
  /\b(?:add\w*|implement\w*|introduc\w+|validat\w+|fix\w*|chang\w+|now|instead|no longer|return\w*|rais\w+|throw\w*|reject\w*|default\w*|deprecat\w+|support\w*|allow\w*|requir\w+|switch\w*|replac\w+|drop\w*|remov\w+|renam\w+|break\w*|round\w*|format\w*|increas\w+|decreas\w+|lower\w*|set|make\w*|use\w*|from .+ to)\b/i
/** A name beside such a word: weaker, as most messages name what they touch. */
const NAMED_ONLY = 0.8
/** The very edit, all of it, in words: nearly proof. */
const ANNOUNCED = 4.5
/** Words beside the name below which nothing is said of it: `Fix x`, `feat: extend x`. */
const FEWEST_WORDS = 3

/** Someone wrote that this should change. What the author writes is a witness, never an explanation. */
export const messageNamesIt = {
  name: 'message-names-it',
  description: 'The text of the pull request or of a commit says what the causal hunk does.',
  weight: 3.2,
  read(subject) {
    const { intentTexts } = subject.context.authorTexts
    if (intentTexts.length === 0) return { seen: null, detail: 'no message was read' }
    const { announced } = subject
    if (announced !== null)
      return { seen: true, detail: `it announces this very edit: “${announced.sentence.slice(0, 120)}”`, weight: ANNOUNCED }
    const all = sentences(intentTexts)
    const claims = all.filter((sentence) => !claimsNoChange(sentence))
    const value = all.find((sentence) => saysBoth(sentence, subject)) ?? claims.find((sentence) => saysNew(sentence, subject))
    if (value !== undefined) return { seen: true, detail: `it names the new value: “${value.slice(0, 120)}”` }
    const piece = claims.find((sentence) => ANNOUNCES.test(sentence) && announcedPiece(sentence, subject.pieces) !== null)
    if (piece !== undefined) return { seen: true, detail: `it names what came or went: “${piece.slice(0, 120)}”` }
    const name = claims.find((sentence) => ANNOUNCES.test(sentence) && speaksOf(sentence, subject))
    if (name !== undefined) return { seen: true, detail: `it names what was changed: “${name.slice(0, 120)}”`, weight: NAMED_ONLY }
    return { seen: false, detail: 'no message mentions it' }
  },
} satisfies Feature

function saysNew(sentence: string, subject: IntentCase): boolean {
  return oldAndNewTerms(subject).some((term) => saysNewValue(sentence, term))
}

function speaksOf(sentence: string, { subjects }: IntentCase): boolean {
  const name = subjects.find((one) => holds(sentence, one))
  if (name === undefined) return false
  const words =
    withoutPrefix(sentence)
      .replaceAll(name, '')
      .replace(/`[^`]*`/g, '')
      .match(/\p{L}+/gu) ?? []
  return words.length >= FEWEST_WORDS
}
