import { cleanText } from '../../model/clean-text.ts'
import { redact } from '../../model/redact.ts'

const LONGEST = 300

/** The line of an error's text that says what happened, without what looks like a secret. A failed query's own text comes before it. */
export function errorLine(text: string): string {
  const lines = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const isQuery = /^Invalid `.*` invocation/.test(lines[0] ?? '')
  return cleanText(redact((isQuery ? lines.at(-1) : lines[0]) ?? 'an error without words').slice(0, LONGEST)) // a cut may halve a pair
}
