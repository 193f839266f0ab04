import type { NestedReason } from '../../model/reasons/parts.ts'
import { changeSentence } from './change-sentence.ts'
import type { Mark } from './mark.ts'
import { packageSentence } from './package-sentence.ts'
import { TEMPLATES } from './templates.ts'
import { titleOf } from './titles.ts'

/** What a renderer must say of its marks: the rest follows from these. */
type Marks = Pick<Mark, 'code' | 'text' | 'place'> & Partial<Pick<Mark, 'it' | 'change'>>

/** The sentence of a reason, without its capital and full stop; `marks` says how a renderer writes the parts. */
export function renderReason(reason: NestedReason, marks: Marks): string {
  const { it = 'it' } = marks
  // templates map over lists: a mark sees the item alone, not its index
  const code = (text: string) => marks.code(text)
  const text = (words: string) => marks.text(words)
  const mark: Mark = {
    it,
    code,
    text,
    place: (place) => marks.place(place),
    change: (change) => (marks.change ? marks.change(change) : changeSentence(change, code)),
    moved: (moved) => packageSentence(moved, code),
    reason: (inner) => write(inner),
    check: (id) => text(titleOf(id)),
    sign: (id) => text(titleOf(id)),
  }
  const write = ({ code, parts }: NestedReason): string => {
    // what a reason holds was checked where it was made or read
    const template = TEMPLATES[code as keyof typeof TEMPLATES] as ((parts: unknown, mark: Mark) => string) | undefined
    return template === undefined ? '' : template(parts, mark)
  }
  return write(reason)
}
