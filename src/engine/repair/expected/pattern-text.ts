/** A regular expression that is a text with escapes, perhaps with anchors: the text, and how to write another one. */
export type PlainPattern = {
  readonly text: string
  readonly isStart: boolean
  readonly isEnd: boolean
  write(text: string): string
}

/** Signs that mean something else in a pattern than themselves. */
const SPECIAL = /[.*+?()[\]{}|^$]/
/** Escapes that stand for the sign itself. */
const ESCAPED = /^\\([^A-Za-z0-9])$/

/** Reads a pattern that says one text alone; `null` for one with alternatives, classes or repetitions. `slash`: `/` is escaped in it. */
export function plainPattern(pattern: string, slash: boolean): PlainPattern | null {
  const isStart = pattern.startsWith('^')
  const isEnd = /(?:^|[^\\])(?:\\\\)*\$$/.test(pattern)
  const inside = pattern.slice(isStart ? 1 : 0, isEnd ? -1 : undefined)
  const pieces: readonly string[] = inside.match(/\\[\s\S]|[\s\S]/g) ?? []
  const text: string[] = []
  for (const piece of pieces) {
    const sign = piece.length === 1 ? (SPECIAL.test(piece) && piece !== '.' ? null : piece) : (ESCAPED.exec(piece)?.[1] ?? null)
    if (sign === null) return null
    text.push(sign)
  }
  // a point that stands for itself may be written without its escape: then others may be too
  const isLoose = pieces.includes('.')
  const written = (one: string): string => {
    if (one === '\\' || (slash && one === '/')) return `\\${one}`
    if (one === '.') return isLoose ? '.' : '\\.'
    return SPECIAL.test(one) || pieces.includes(`\\${one}`) ? `\\${one}` : one
  }
  return {
    text: text.join(''),
    isStart,
    isEnd,
    write: (now) => `${isStart ? '^' : ''}${Array.from(now, written).join('')}${isEnd ? '$' : ''}`,
  }
}
