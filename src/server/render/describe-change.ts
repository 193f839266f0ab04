import { changeSentence } from '../../engine/reasons/change-sentence.ts'
import type { DeclaredChange } from '../../model/reasons/parts.ts'
import { code } from './markdown.ts'
import { type Links, permalink } from './permalink.ts'

/** A declared change of the product as the middle of a sentence, in Markdown: "`Cart.total` is now `Cart.sum`". */
export function describeChange(change: DeclaredChange): string {
  return changeSentence(change, code)
}

/** The same, with a link to the place. */
export function describeChangeWithPlace(change: DeclaredChange, links: Links): string {
  return `${describeChange(change)} (${permalink(links, change.file, change.line, change.kind === 'removed' ? 'base' : 'head')})`
}
