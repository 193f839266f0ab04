import type { CommentStyle } from '../text-kinds.ts'
import { hiding, type Span } from './mask.ts'

const DOUBLE = String.raw`"[^"\\\n]*(?:\\[\s\S][^"\\\n]*)*"`
const SINGLE = String.raw`'[^'\\\n]*(?:\\[\s\S][^'\\\n]*)*'`
/** The first group of each is what people read; the rest keeps a sign inside of quotes from being taken for a comment. */
const COMMENTS: Readonly<Record<CommentStyle, RegExp>> = {
  hash: new RegExp(String.raw`("""[\s\S]*?(?:"""|$)|'''[\s\S]*?(?:'''|$)|(?<![^\s;{(,])#[^\n]*)|${DOUBLE}|${SINGLE}`, 'g'),
  slashes: new RegExp(String.raw`(/\*[\s\S]*?(?:\*/|$)|(?<!:)//[^\n]*)|${DOUBLE}|${SINGLE}`, 'g'),
  dashes: new RegExp(String.raw`(/\*[\s\S]*?(?:\*/|$)|--(?!\[\[)[^\n]*)|${DOUBLE}|${SINGLE}`, 'g'),
}

/** The text without its comments and its strings over several lines, which document. */
export function withoutComments(text: string, style: CommentStyle): string {
  const spans = [...text.matchAll(COMMENTS[style])].flatMap((match): readonly Span[] =>
    match[1] === undefined ? [] : [[match.index, match.index + match[0].length]],
  )
  return hiding(text, spans)
}
