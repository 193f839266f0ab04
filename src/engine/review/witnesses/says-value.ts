import { holds } from '../../diagnosis/intent/reading/replacements.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'

type Values = { readonly before: string; readonly after: string }

const NUMBER = /^-?\d[\d_]*(?:\.\d+)?$/
/** What a number stands for by chance: an issue, a pull request, a version. */
const REFERENCES = /(?:#|\b(?:gh|pr|issue|version|v)[- #]?)\d[\d.]*/gi
const OPENING = String.raw`["'\x60“‘]`
const CLOSING = String.raw`["'\x60”’]`
/** How a sentence says what something is now. 'up to' and 'from … to' are others. */
const BECOMES = String.raw`(?:(?<!\bup )\bto|\bis|\bare|\bbe|\bbecomes?|\bbecame|\bequals?|\bnow|\bas|\breturns?|\bgives?|=|:|->|=>|→)\s*(?:now\s+|exactly\s+)?`
/** What may follow it: another word makes it a count of something, or another unit. */
const END = String.raw`(?=\s*(?:$|[.,;:!?)\]]|\b(?:now|instead|from|by default|rather|in place|since|not|was|and|for|as|when|if|by|in)\b))`
const TURNS = String.raw`[^.;]{0,40}?(?:\bto\b|\bbecomes?\b|\bis now\b|\bare now\b|\bwith\b|\bby\b|->|=>|→)[^.;\d]{0,15}?`
/** What a sentence says of a case, a fault or the way back, it does not say of the value that is meant. */
const OF_A_CASE =
  /\b(?:when|whenever|if|unless|while|until|not|never|cannot|\w+n['’]t|avoid\w*|prevent\w*|wrong\w*|incorrect\w*|crash\w*|broken|fail\w*|bugs?|revert\w*|undo\w*)\b/i
const INSTEAD = String.raw`[^.;]{0,30}?(?:\binstead of\b|\brather than\b|\bin place of\b|\bnot\b|\bwas\b|\bwere\b|\bpreviously\b|\bformerly\b|\bno longer\b)[^.;\d]{0,15}?`

/**
 * Whether a sentence says that one value took the place of the other, or what it is now: not merely that both, or the new one, stand in it.
 * A number beside a word of its own is a count of something else, or has another unit.
 */
export function saysWhatItIs(sentence: string, { before, after }: Values): boolean {
  const text = sentence.replace(REFERENCES, ' ')
  if (!holds(text, after)) return false
  const [old, value] = [spelled(before), spelled(after)]
  const now = `(?:${OPENING}${value}${CLOSING}|${value}${END})`
  const matches = (pattern: string) => {
    const found = new RegExp(pattern, 'iu').exec(text)
    return found !== null && !OF_A_CASE.test(text.slice(0, found.index))
  }
  if (matches(`${value}${INSTEAD}${OPENING}?${old}`) || matches(`${old}${TURNS}${now}`)) return true
  // told the other way round, it is about the way back
  if (holds(text, before)) return false
  return matches(`${BECOMES}${now}`)
}

/** As people write it: in quotes or without, a number with separators. */
function spelled(value: string): string {
  const plain = NUMBER.test(value) ? value.replaceAll('_', '') : value
  const [, sign = '', digits = '', rest = ''] = /^(-?)(\d+)(\.\d+)?$/.exec(plain) ?? []
  if (digits === '') return `(?<![\\p{L}\\p{N}_])${escapeRegExp(value)}(?![\\p{L}\\p{N}_])`
  const grouped = digits.replace(/\B(?=(?:\d{3})+(?!\d))/g, "[_,'\u00a0\u202f ]?")
  return `(?<![\\w.,-])${escapeRegExp(sign)}${grouped}${escapeRegExp(rest)}(?![\\w]|[.,]\\d)`
}
