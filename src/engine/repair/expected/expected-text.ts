import type { Edit } from '../../../model/candidate.ts'
import type { TextSite } from '../../changes/texts/text-sites.ts'

/** The edit of a text that a test expects, with its quotes where it is all that stands between them: a value for a value. */
export function expectedAt(
  { start, end, replacement, text }: TextSite,
  file: string,
): Pick<Edit, 'range' | 'replacement'> & { readonly value: NonNullable<Edit['value']> } {
  const quote = file[start - 1] ?? ''
  const isQuoted = /["'`]/.test(quote) && file[end] === quote
  const [before, after] = isQuoted ? [quote + text + quote, quote + replacement + quote] : [text, replacement]
  const range = isQuoted ? { start: start - 1, end: end + 1 } : { start, end }
  return { range, replacement: after, value: { before, after } }
}
