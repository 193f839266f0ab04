import type { CommentStyle } from '../text-kinds.ts'
import { withoutComments } from './comments.ts'
import { hiding, type Span } from './mask.ts'

/** Keys whose values are words for people. */
const PROSE =
  /^(?<indent>[ \t]*)(?:- )?["']?(?:description|summary|title|label|message|help|comments?|notes?|keywords|about|text|caption|display_?name)["']?[ \t]*[:=][ \t]*(?<value>.*)$/i
/** The same inside of a line. */
const INSIDE =
  /(?<=[{,]\s{0,9})["'](?:description|summary|title|label|message|help|comment|about|text|caption)["']\s{0,9}:\s{0,9}"[^"\\\n]*(?:\\.[^"\\\n]*)*"/gi

/** Settings without comments and without values that are words for people. */
export function codeOfConfiguration(text: string, comments: CommentStyle | null): string {
  const seen = comments === null ? text : withoutComments(text, comments)
  const hidden: Span[] = [...seen.matchAll(INSIDE)].map((match): Span => [match.index, match.index + match[0].length])
  let at = 0
  let block: number | null = null
  for (const line of seen.split('\n')) {
    const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0
    if (block !== null && line.trim() !== '' && indent <= block) block = null
    const { groups } = PROSE.exec(line) ?? {}
    if (block !== null || groups !== undefined) hidden.push([at, at + line.length])
    if (block === null && /^[|>]/.test(groups?.['value'] ?? '')) block = indent
    at += line.length + 1
  }
  return hiding(seen, hidden)
}
