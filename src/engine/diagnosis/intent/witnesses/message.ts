import type { Witness } from '../../../../model/witness.ts'
import { saysBoth } from '../reading/adapted-places.ts'
import { toldFormOnly } from '../reading/form-of-code.ts'
import { announcedPiece } from '../reading/named-pieces.ts'
import { oldAndNewTerms } from '../reading/old-and-new-terms.ts'
import { holds } from '../reading/replacements.ts'
import { claimsNoChange, deniesChange, sentences, withoutPrefix } from '../reading/sentences.ts'
import { saysNewValue } from '../reading/statements.ts'
import type { TextCase } from '../text-case.ts'
import { shortQuote } from './quoted.ts'

/** A sentence of a message or of the pull request that names the new value, and so that it can be about nothing else. */
export function messageWitness(subject: TextCase): Witness | null {
  for (const [index, text] of subject.context.authorTexts.intentTexts.entries()) {
    const said = sentences([text])
    const both = said.find((sentence) => saysBoth(sentence, subject))
    if (both !== undefined) return witness(index, both, 'both')
    const claims = said.filter((sentence) => !claimsNoChange(withoutPrefix(sentence)))
    const found = claims.find((sentence) => announcedPiece(sentence, subject.pieces) !== null || namesNew(sentence, subject))
    if (found !== undefined) return witness(index, found, 'new')
  }
  return null
}

/** A sentence that says that nothing should behave differently, or tells of the form of the code alone: the old value should stay. */
export function messageAgainst(subject: TextCase): Witness | null {
  const { intentTexts } = subject.context.authorTexts
  for (const [index, text] of intentTexts.entries()) {
    const said = sentences([text])
    const isAnnounced = said.some((sentence) => saysBoth(sentence, subject) || announcedPiece(sentence, subject.pieces) !== null)
    const claim = said.find((sentence) =>
      isAnnounced ? deniesChange(sentence) : claimsNoChange(withoutPrefix(sentence)) && !saysBoth(sentence, subject),
    )
    if (claim !== undefined) return witness(index, claim, 'old')
  }
  const told = toldFormOnly(intentTexts)
  return told === null || saysBoth(told, subject) ? null : witness(0, told, 'old')
}

/** The new value alone may be there by chance: it counts in quotes, as several words, or beside the name of what was changed. */
function namesNew(sentence: string, subject: TextCase): boolean {
  return oldAndNewTerms(subject).some(
    ({ before, after }) =>
      saysNewValue(sentence, { before, after }) &&
      (subject.subjects.some((name) => holds(sentence, name)) || /\s/.test(after) || isQuoted(sentence, after)),
  )
}

function isQuoted(sentence: string, value: string): boolean {
  return ['"', "'", '`', '“', '‘'].some((quote) => sentence.includes(`${quote}${value}`))
}

function witness(index: number, sentence: string, names: Witness['names']): Witness {
  return { kind: 'message', at: `message ${index + 1}`, quote: shortQuote(sentence), names }
}
