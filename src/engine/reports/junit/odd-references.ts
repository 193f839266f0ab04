import { cleanText } from '../../../model/clean-text.ts'

const ONE = '&#(?:x[0-9a-f]{1,16}|[0-9]{1,16});'
const REFERENCES = new RegExp(`(?:${ONE})+`, 'gi')
const REFERENCE = new RegExp(ONE, 'gi')
/** What the next chunk may go on with: half of a pair, and the beginning of a reference. */
const TAIL = new RegExp(`(${ONE})?(&(?:#[0-9a-z]{0,17})?)?$`, 'i')
const LONGEST_TAIL = 40

/**
 * References to characters that XML 1.0 does not have, as text. Java writes one for each half of a surrogate pair: together they are
 * the character that was meant. NUL and half a pair alone become what shows them, other control characters go.
 */
export async function* withoutOddReferences(texts: AsyncIterable<string>): AsyncIterable<string> {
  let held = ''
  for await (const text of texts) {
    const whole = held + text
    held = heldOf(whole)
    yield readable(whole.slice(0, whole.length - held.length))
  }
  yield readable(held)
}

function heldOf(text: string): string {
  const [, half, open = ''] = TAIL.exec(text.slice(-LONGEST_TAIL)) ?? []
  return half !== undefined && isBetween(codeOf(half), 0xd800, 0xdbff) ? half + open : open
}

function readable(text: string): string {
  return text.includes('&#') ? text.replace(REFERENCES, (run) => cleanText(run.replace(REFERENCE, character))) : text
}

/** Stays a reference where XML has the character. */
function character(reference: string): string {
  const code = codeOf(reference)
  if (code === 0 || isBetween(code, 0xd800, 0xdfff)) return String.fromCharCode(code)
  const isControl = code < 0x20 && code !== 9 && code !== 10 && code !== 13
  return isControl || isBetween(code, 0xfffe, 0xffff) ? '' : reference
}

function codeOf(reference: string): number {
  const digits = reference.slice(2, -1)
  return /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10)
}

function isBetween(code: number, first: number, last: number): boolean {
  return code >= first && code <= last
}
