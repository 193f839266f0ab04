import { changeSentence } from '../../engine/reasons/change-sentence.ts'
import { placeText } from '../../engine/reasons/plain-reason.ts'
import { renderReason } from '../../engine/reasons/render.ts'
import type { NestedReason } from '../../model/reasons/parts.ts'
import { describeChangeWithPlace } from './describe-change.ts'
import { code, codeCell, words } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'

/** Quoted text within one of Suture's sentences. */
const LONGEST = 300

/** A reason as the middle of a sentence in Markdown: names as code, places as links. `it` is what the sentence is about. */
export function markdownReason(reason: NestedReason, links: Links, it: 'it' | 'each' = 'it'): string {
  return renderReason(reason, {
    it,
    code,
    text: (text) => words(text, LONGEST),
    place: ({ file, line, count }) => permalink(links, file, line, 'head', count),
    change: (change) => describeChangeWithPlace(change, links),
  })
}

/** The same within a cell of a table, without links. */
export function markdownCellReason(reason: NestedReason): string {
  return renderReason(reason, {
    code: codeCell,
    text: (text) => words(text, LONGEST),
    place: (place) => codeCell(placeText(place)),
    change: (change) => changeSentence(change, (text) => codeCell(text)),
  })
}
