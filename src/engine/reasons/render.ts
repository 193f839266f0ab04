import type { NestedReason } from '../../model/reasons/parts.ts'
import { changeSentence } from './change-sentence.ts'
import type { Mark } from './mark.ts'
import { packageSentence } from './package-sentence.ts'
import { TEMPLATES } from './templates.ts'
import { titleOf } from './titles.ts'

/** The sentence of a reason, without its capital and full stop; `marks` says how a renderer writes the parts. */
export function renderReason(reason: NestedReason, marks: Pick<Mark, 'code' | 'text' | 'place'> & Partial<Mark>): string {
  const mark: Mark = {
    it: 'it',
    change: (change) => changeSentence(change, marks.code),
    moved: (moved) => packageSentence(moved, marks.code),
    reason: (inner) => write(inner),
    check: (id) => marks.text(titleOf(id)),
    sign: (id) => marks.text(titleOf(id)),
    ...marks,
  }
  const write = ({ code, parts }: NestedReason): string => {
    // what a reason holds was checked where it was made or read
    const template = TEMPLATES[code as keyof typeof TEMPLATES] as ((parts: unknown, mark: Mark) => string) | undefined
    return template === undefined ? '' : template(parts, mark)
  }
  return write(reason)
}
