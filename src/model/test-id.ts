import { createHash } from 'node:crypto'
import { cleanText } from './clean-text.ts'

/** UTF-16 units, of at most three bytes each: a key of Postgres may have 2,700 bytes, and ids are parts of keys. */
const LONGEST_ID = 800
const DIGEST = 16

/**
 * The id of a test as everybody names it: clean, and of bounded length, since a row of a parametrised test may be named by its whole
 * input. Two ids stay two. Probes have the same rule (probes/javascript/records.cjs, probes/pytest/suture_ids.py).
 */
export function cleanTestId(id: string): string {
  return shortened(cleanText(id), LONGEST_ID)
}

/** A clean text of at most `longest` units; of a longer one its beginning and a digest of all of it, and the bracket that closes it. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text
  const end = `…${createHash('sha256').update(text).digest('hex').slice(0, DIGEST)}${text.endsWith(']') ? ']' : ''}`
  return text.slice(0, longest - end.length).replace(/[\ud800-\udbff]$/, '') + end
}
