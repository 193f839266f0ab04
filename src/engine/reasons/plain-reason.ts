import type { NestedReason, Place } from '../../model/reasons/parts.ts'
import { renderReason } from './render.ts'

/** A reason for a terminal, a log and `rootCause`: plain text, the middle of a sentence. */
export function plainReason(reason: NestedReason): string {
  return renderReason(reason, { code: (text) => text, text: (words) => words, place: placeText })
}

/** `file:line`, `file:from–to` or `file`. */
export function placeText({ file, line, count = 1 }: Place): string {
  if (line === null) return file
  return count > 1 ? `${file}:${line}–${line + count - 1}` : `${file}:${line}`
}
