import type { Witness } from '../../../../model/witness.ts'
import type { FollowedPlace } from '../reading/adapted-places.ts'

/** A quote is one line of a page. In characters. */
const LONGEST = 160

/** A place that follows the change, as a witness; `at` is the line that is quoted. */
export function placeWitness(kind: Witness['kind'], found: FollowedPlace | null): Witness | null {
  if (found === null) return null
  const { hunk, line, names } = found
  return { kind, at: `${hunk.file}:${hunk.after.line + Math.max(0, hunk.added.indexOf(line))}`, quote: shortQuote(line), names }
}

export function shortQuote(line: string): string {
  return line.trim().slice(0, LONGEST)
}

/** A witness in one line, for a sign's detail and for a table. */
export function witnessLine({ at, quote }: Witness): string {
  return `${at}: “${quote.slice(0, 120)}”`
}
