import type { Span } from './mask.ts'

/** A longer tag is none. */
const LONGEST_TAG = 5000

/** Where tags stand, from `<` to `>`; a sign inside of quotes or braces ends none. */
export function tagSpans(text: string): readonly Span[] {
  const found: Span[] = []
  for (let start = text.indexOf('<'); start !== -1; ) {
    const end = /^<\/?[A-Za-z]/.test(text.slice(start, start + 3)) ? tagEnd(text, start + 1) : null
    if (end !== null) found.push([start, end])
    start = text.indexOf('<', end ?? start + 1)
  }
  return found
}

function tagEnd(text: string, from: number): number | null {
  let quote = ''
  let depth = 0
  for (let at = from; at < text.length && at < from + LONGEST_TAG; at += 1) {
    const sign = text.charAt(at)
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '{') depth += 1
    else if (sign === '}') depth -= 1
    else if (depth <= 0 && sign === '>') return at + 1
    else if (depth <= 0 && sign === '<') return null
  }
  return null
}

/** Outermost balanced braces. */
export function braced(text: string): readonly Span[] {
  const found: Span[] = []
  let [depth, start] = [0, 0]
  for (const { 0: sign, index } of text.matchAll(/[{}]/g)) {
    if (sign === '{') {
      if (depth === 0) start = index
      depth += 1
    } else if (depth > 0) {
      depth -= 1
      if (depth === 0) found.push([start, index + 1])
    }
  }
  return found
}

/** What stands between the tags of an element, and where these tags are. The name is in lower case. */
export function elements(text: string, tags: readonly Span[], name: string): readonly { readonly whole: Span; readonly inside: Span }[] {
  const found: { readonly whole: Span; readonly inside: Span }[] = []
  const lower = text.toLowerCase()
  let at = 0
  for (const [start, end] of tags) {
    if (start < at || !new RegExp(`^<${name}[\\s/>]`).test(lower.slice(start, start + name.length + 2))) continue
    const close = lower.indexOf(`</${name}`, end)
    if (close === -1) return found
    const last = lower.indexOf('>', close)
    at = last === -1 ? text.length : last + 1
    found.push({ whole: [start, at], inside: [end, close] })
  }
  return found
}
