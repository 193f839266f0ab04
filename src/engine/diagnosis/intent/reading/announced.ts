import type { ContractChange } from '../../../../model/contract-change.ts'
import { lastPart } from '../../../changes/uses/use-site.ts'
import { declaringHunks } from '../../causes/declaring-hunks.ts'
import { editedTokens, tokensIn } from '../../causes/edited-tokens.ts'
import type { Hunk } from '../../causes/hunks.ts'
import { enclosing } from '../../causes/relevance.ts'
import type { DiagnosisContext } from '../../rule.ts'
import { replacements } from './replacements.ts'
import { claimsNoChange, sentences, withoutPrefix } from './sentences.ts'
import { statesChange, statesReplacement } from './statements.ts'

/** What a message states where the causal hunks do that and nothing else, and the first sentence that says so. */
export type Announcement = { readonly changes: readonly ContractChange[]; readonly sentence: string }

/**
 * An edit that was announced word for word, and is all that breaks the test: what comes of it was meant. `null` as soon as one token of
 * the hunks is not part of what is stated.
 */
export function announcement(hunks: readonly Hunk[], context: DiagnosisContext): Announcement | null {
  const said = sentences(context.authorTexts.intentTexts).filter((sentence) => !claimsNoChange(withoutPrefix(sentence)))
  if (said.length === 0 || hunks.length === 0) return null
  const found = hunks.map((hunk) => statedOf(hunk, said, context))
  const [first] = found
  if (first == null || found.includes(null)) return null
  return { changes: [...new Set(found.flatMap((one) => one?.changes ?? []))], sentence: first.sentence }
}

function statedOf(hunk: Hunk, said: readonly string[], context: DiagnosisContext): Announcement | null {
  const { trees, changes } = context
  const { gone, come } = editedTokens(hunk, trees)
  if (gone.length + come.length === 0) return null
  const around = lastPart(enclosing(hunk, trees.after) ?? '')
  const made = changes.filter(
    (change) =>
      change.file === hunk.file &&
      (lastPart(change.newSymbol ?? change.symbol) === around || declaringHunks(change, [hunk], trees).length > 0),
  )
  const stated = made.filter((change) => said.some((sentence) => statesChange(sentence, change)) && isWithin(change, gone, come))
  const [one] = stated
  const sentence = one === undefined ? undefined : said.find((text) => statesChange(text, one))
  if (sentence !== undefined) return { changes: stated, sentence }
  return statedValues(hunk, gone, come, around, said)
}

/** All that the hunk does is to put values in the place of others, and a sentence states each of them. */
function statedValues(
  hunk: Hunk,
  gone: readonly string[],
  come: readonly string[],
  name: string,
  said: readonly string[],
): Announcement | null {
  const replaced = replacements([hunk])
  const isShape = replaced.some(({ kind }) => kind === 'shape')
  const isWhole = isShape ? areShapes(gone, come, []) : [...gone, ...come].every((token) => LITERAL.test(token))
  const stating = replaced.map((one) => said.find((sentence) => statesReplacement(sentence, one, [name])))
  const [sentence] = stating
  return isWhole && sentence !== undefined && !stating.includes(undefined) ? { changes: [], sentence } : null
}

const LITERAL = /^(?:[rbuf]{0,2}["'`]|\d)/i

/** Whether the old and the new text are part of this change. */
function isWithin(change: ContractChange, gone: readonly string[], come: readonly string[]): boolean {
  const among = (tokens: readonly string[], text: string) => {
    const words = new Set(tokensIn(text))
    return tokens.every((token) => words.has(token))
  }
  switch (change.kind) {
    case 'became_async':
      return gone.length === 0 && among(come, 'async await ( )')
    case 'became_sync':
      return come.length === 0 && among(gone, 'async await ( )')
    case 'became_property':
      return gone.length === 0 && among(come, PROPERTY)
    case 'became_method':
      return come.length === 0 && among(gone, PROPERTY)
    case 'default_changed':
      return (
        among(gone, `= ${change.before.split('=').slice(1).join('=')}`) && among(come, `= ${change.after.split('=').slice(1).join('=')}`)
      )
    case 'exception_replaced':
      return among(gone, change.before) && among(come, change.after)
    case 'result_changed':
      return areShapes(gone, come, [change.before, change.after])
    default:
      return false
  }
}

/** Words with which both languages make a method a property. */
const PROPERTY = '@ property cached_property functools . get'

/** Brackets, keys and the names of sequences: the values between them stayed, in their order. */
function areShapes(gone: readonly string[], come: readonly string[], shapes: readonly string[]): boolean {
  const keys = new Set(shapes.flatMap((shape) => shape.match(/[\p{L}\p{N}_$]+/gu) ?? []))
  const isShape = (token: string) => /^(?:[[\](){}:,]|list|tuple|dict)$/.test(token) || keys.has(token.replace(/^(["'])(.*)\1$/, '$2'))
  return [...gone, ...come].every(isShape)
}
