import { withoutComments } from './comments.ts'
import { jsonStrings } from './json-strings.ts'
import { only, type Span } from './mask.ts'

/** Code of the code cells of a notebook, at the places that it has in the file; escapes are spaces. */
export function codeOfNotebook(text: string): string {
  const strings = jsonStrings(text)
  const cellOf = (at: readonly (string | number)[]) => at.slice(0, at.indexOf('cells') + 2).join('/')
  const code = new Set(
    strings.flatMap(({ span: [start, end], at, isKey }) =>
      !isKey && at.at(-1) === 'cell_type' && text.slice(start, end) === 'code' ? [cellOf(at)] : [],
    ),
  )
  const lines = strings.filter(({ at, isKey }) => !isKey && code.has(cellOf(at)) && at[at.indexOf('cells') + 2] === 'source')
  // a magic such as `%matplotlib inline` is no code, a command after `!` is
  const spans = lines.map(({ span }) => span).filter(([start, end]) => !/^\s*%/.test(text.slice(start, end)))
  const kept = only(text, spans)
  return spans.reduce((all, span) => replaced(all, span), kept)
}

/** `\"` is a quote, `\n` ends what a comment hides: both take two characters in the file. */
function replaced(text: string, [start, end]: Span): string {
  const plain = text.slice(start, end).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' || sign === 't' ? ' \u2028' : ` ${sign}`))
  const code = plain
    .split('\u2028')
    .map((line) => withoutComments(line, 'hash'))
    .join(' ')
  return text.slice(0, start) + code + text.slice(end)
}
