import { redact } from '../../model/redact.ts'
import { MAX_INTENT_TEXT } from '../../protocol/heal-job.ts'

/** What GitHub stores of a body; anything longer did not come from there. */
const LONGEST_BODY = 65_536

/**
 * Title and body of a pull request as its author's own sentences: without what a template asked for and nobody answered, and without
 * what was pasted, since a pasted log holds every word of the failure and says nothing of what was meant. The result is hostile plain
 * text all the same: it is searched for words, and never shown as markup.
 */
export function pullRequestWords({ title, body }: { readonly title: string; readonly body: string | null }): readonly string[] {
  return [title, ownLines(body ?? '').join('\n')].flatMap((text) => redact(cut(text.trim())).slice(0, MAX_INTENT_TEXT) || [])
}

const FENCE = /^\s{0,3}(`{3,}|~{3,})/
const HEADING = /^\s{0,3}#{1,6}(?:\s|$)/
const QUOTE = /^\s{0,3}>/
const UNCHECKED = /^\s*(?:[-*+]|\d+[.)])\s+\[\s?\]/
const CHECKED = /^(\s*(?:[-*+]|\d+[.)])\s+)\[[xX]\]\s*/
const ADDRESS = /\bhttps?:\/\/[^\s)>\]]+/g

/** Lines that a person wrote as a statement: no comment, code, quotation, heading, folded part, or box that was not ticked. */
function ownLines(body: string): readonly string[] {
  const lines: string[] = []
  let fence: string | null = null
  let isComment = false
  let folds = 0
  for (const raw of body.slice(0, LONGEST_BODY).split(/\r\n|\r|\n/)) {
    const mark = isComment ? undefined : FENCE.exec(raw)?.[1]
    if (fence !== null) {
      if (mark?.startsWith(fence) && raw.trim() === mark) fence = null
      continue
    }
    if (mark !== undefined) {
      fence = mark
      continue
    }
    const { text, isOpen } = withoutComments(raw, isComment)
    isComment = isOpen
    const opened = folds + occurrences(text, /<details\b/gi)
    folds = Math.max(0, opened - occurrences(text, /<\/details>/gi))
    if (opened > 0 || text.trim() === '' || [HEADING, QUOTE, UNCHECKED].some((shape) => shape.test(text))) continue
    lines.push(text.replace(CHECKED, '$1').replace(ADDRESS, '').trimEnd())
  }
  return lines
}

/** As a browser reads it: a comment that is never closed hides all that follows. */
function withoutComments(line: string, wasOpen: boolean): { readonly text: string; readonly isOpen: boolean } {
  let text = ''
  let isOpen = wasOpen
  for (let at = 0; ; ) {
    const next = line.indexOf(isOpen ? '-->' : '<!--', at)
    if (!isOpen) text += line.slice(at, next < 0 ? undefined : next)
    if (next < 0) return { text, isOpen }
    at = next + (isOpen ? 3 : 4)
    isOpen = !isOpen
  }
}

function occurrences(text: string, shape: RegExp): number {
  return text.match(shape)?.length ?? 0
}

/** At a space: half a token would not be known for one. */
function cut(text: string): string {
  if (text.length <= MAX_INTENT_TEXT) return text
  const start = text.slice(0, MAX_INTENT_TEXT)
  return start.slice(0, Math.max(0, start.search(/\s\S*$/)))
}
