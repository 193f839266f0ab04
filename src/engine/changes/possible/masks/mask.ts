/** Part of a text, its end not included. */
export type Span = readonly [start: number, end: number]

/**
 * Stands for each character that is no code: neither a space nor part of a word, so that no pattern runs over what was taken away.
 */
const HIDDEN = '\0'

/** The text with these parts hidden: lines and offsets stay. */
export function hiding(text: string, spans: readonly Span[]): string {
  const parts: string[] = []
  let at = 0
  for (const [start, end] of spans.toSorted(([one], [other]) => one - other)) {
    if (end <= at) continue
    parts.push(text.slice(at, Math.max(start, at)), text.slice(Math.max(start, at), end).replace(/[^\n]/g, HIDDEN))
    at = end
  }
  return parts.join('') + text.slice(at)
}

/** The text with only these parts left. */
export function only(text: string, spans: readonly Span[]): string {
  const left: Span[] = []
  let at = 0
  for (const [start, end] of spans.toSorted(([one], [other]) => one - other)) {
    if (start > at) left.push([at, start])
    at = Math.max(at, end)
  }
  return hiding(text, [...left, [at, text.length]])
}

/** Where a pattern with the flag `g` matches. */
export function spansOf(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)].map((match): Span => [match.index, match.index + match[0].length])
}

/** Signs that begin and end a part of a text. */
export type Delimiters = readonly [open: string, close: string]

/** From each sign that opens to the next one that closes, one after the other; what is never closed is none. In one pass. */
export function spansBetween(text: string, pairs: readonly Delimiters[]): readonly Span[] {
  const found: Span[] = []
  const next = pairs.map(([open, close]) => ({ open, close, start: text.indexOf(open) }))
  for (let at = 0; ; ) {
    for (const one of next) if (one.start !== -1 && one.start < at) one.start = text.indexOf(one.open, at)
    const [first] = next
      .filter(({ start }) => start !== -1)
      .toSorted((one, other) => one.start - other.start || other.open.length - one.open.length)
    if (first === undefined) return found
    const end = text.indexOf(first.close, first.start + first.open.length)
    if (end === -1) first.start = -1
    else {
      at = end + first.close.length
      found.push([first.start, at])
    }
  }
}
