import { decodeText } from '../text/decode-text.ts'

/** A value below the root of a JSON document: a property, or one element of a property that is an array. */
export type JsonMember = {
  readonly key: string
  readonly isElement: boolean
  readonly value: unknown
  readonly span: readonly [number, number]
}

export type JsonEnd = 'complete' | 'truncated' | 'malformed' | 'too_large'

/**
 * Reads a JSON document member by member, so that only one is in memory at a time: with `{"a": 1, "b": [x, y]}` the members
 * are `a`, then `b` twice. A root that is an array has the key ''. No member may be longer than `maxElement` characters.
 */
export async function readJsonMembers(
  bytes: AsyncIterable<Uint8Array>,
  maxElement: number,
  onMember: (member: JsonMember) => void,
): Promise<JsonEnd> {
  const scanner = jsonScanner(maxElement, onMember)
  for await (const text of decodeText(bytes)) {
    const fault = scanner.write(text)
    if (fault) return fault
  }
  return scanner.end()
}

const QUOTE = 34
const COMMA = 44
const COLON = 58
const OPEN_ARRAY = 91
const BACKSLASH = 92
const CLOSE_ARRAY = 93
const OPEN_OBJECT = 123
const CLOSE_OBJECT = 125

function jsonScanner(maxElement: number, onMember: (member: JsonMember) => void) {
  let depth = 0
  let line = 1
  let inString = false
  let isEscaped = false
  let isDone = false
  let isObject = false
  /** Within an array that is a property of the root. */
  let inArray = false
  let key = ''
  let isKey = false
  /** Text of the key or member at hand from earlier chunks; null between members. */
  let held: string | null = null
  let start = 0
  let fromLine = 1

  function begin(at: number): void {
    held = ''
    start = at
    fromLine = line
  }

  function emit(text: string): JsonEnd | null {
    const whole = held + text
    held = null
    try {
      const value: unknown = JSON.parse(whole)
      if (isKey && typeof value !== 'string') return 'malformed'
      if (isKey) key = String(value)
      else onMember({ key, isElement: inArray || !isObject, value, span: [fromLine, line] })
      return null
    } catch {
      return 'malformed'
    }
  }

  function separate(code: number, text: string, at: number): JsonEnd | null {
    if (depth !== (inArray ? 2 : 1)) return null
    const fault = held === null ? null : emit(text.slice(start, at))
    if (isObject && !inArray) isKey = code === COMMA
    return fault
  }

  function open(code: number, at: number): JsonEnd | null {
    if (depth === 0) {
      if (isDone) return 'malformed'
      isObject = code === OPEN_OBJECT
      isKey = isObject
    } else if (held === null) {
      if (depth === 1 && isObject && code === OPEN_ARRAY) inArray = true
      else begin(at)
    }
    depth++
    return null
  }

  function close(text: string, at: number): JsonEnd | null {
    const isLast = held !== null && depth === (inArray ? 2 : 1)
    const fault = isLast ? emit(text.slice(start, at)) : null
    depth--
    if (depth < 0) return 'malformed'
    if (depth === 1) inArray = false
    isDone = depth === 0
    return fault
  }

  function token(code: number, text: string, at: number): JsonEnd | null {
    if (code === COMMA || code === COLON) return separate(code, text, at)
    if (code === OPEN_ARRAY || code === OPEN_OBJECT) return open(code, at)
    if (code === CLOSE_ARRAY || code === CLOSE_OBJECT) return close(text, at)
    if (depth === 0) return code === 0xfeff ? null : 'malformed'
    if (held === null) begin(at)
    if (code === QUOTE) inString = true
    return null
  }

  function inside(code: number): void {
    if (isEscaped) isEscaped = false
    else if (code === BACKSLASH) isEscaped = true
    else if (code === QUOTE) inString = false
  }

  function write(text: string): JsonEnd | null {
    start = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 10) line++
      if (inString) inside(code)
      else if (code > 32) {
        const fault = token(code, text, at)
        if (fault) return fault
      }
    }
    if (held === null) return null
    held += text.slice(start)
    return held.length > maxElement ? 'too_large' : null
  }

  return { write, end: (): JsonEnd => (isDone && !inString ? 'complete' : 'truncated') }
}
