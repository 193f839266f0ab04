import { diffArrays } from 'diff'
import { lineStart } from '../../languages/line-start.ts'
import type { Hunk } from './hunks.ts'

/** One edit inside of a hunk: what stands in the head's text from `start` to `end` (UTF-16 units), and what stood there before. */
export type EditedRange = {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly before: string
  readonly after: string
}

/** Texts, names, numbers and signs, each with the white space before it: so that all ranges undone are the hunk undone, byte for byte. */
const SPACED_TOKEN = /\s*(?:[rbuf]{0,2}("""|'''|"|'|`)(?:\\.|(?!\1)[\s\S])*\1|[\p{L}\p{N}_$]+(?:\.\d+)?|\S)|\s+$/giu

/** The edits of a hunk token by token, in order: adjacent lines that were edited separately are told apart. `text` is the head's. */
export function editedRanges(hunk: Hunk, text: string): readonly EditedRange[] {
  const first = lineStart(text, hunk.after.line)
  const ranges: EditedRange[] = []
  let at = first
  let open: { start: number; before: string; after: string } | null = null
  const close = (): void => {
    if (open !== null)
      ranges.push({ file: hunk.file, start: open.start, end: open.start + open.after.length, before: open.before, after: open.after })
    open = null
  }
  for (const { value, added, removed } of diffArrays(tokensOf(hunk.removed), tokensOf(hunk.added))) {
    const part = value.join('')
    if (!added && !removed) close()
    else {
      open ??= { start: at, before: '', after: '' }
      if (added) open.after += part
      else open.before += part
    }
    if (!removed) at += part.length
  }
  close()
  return ranges
}

/** A whole hunk as one edit. */
export function wholeRange({ file, after, added, removed }: Hunk, text: string): EditedRange {
  const start = lineStart(text, after.line)
  return { file, start, end: start + added.join('').length, before: removed.join(''), after: added.join('') }
}

/** The text with these edits undone; they never overlap. */
export function undoRanges(text: string, ranges: readonly EditedRange[]): string {
  return ranges
    .toSorted((a, b) => b.start - a.start)
    .reduce((rest, { start, end, before }) => rest.slice(0, start) + before + rest.slice(end), text)
}

function tokensOf(lines: readonly string[]): string[] {
  return [...lines.join('').matchAll(SPACED_TOKEN)].map(([token]) => token)
}
