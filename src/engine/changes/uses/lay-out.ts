import { reason } from '../../../model/reason.ts'
import type { ExpressionOf, Language, Range } from '../../languages/language.ts'
import { isPositional } from './bind-arguments.ts'
import { type CallPlan, impossible, type Kept } from './call-plan.ts'
import { listDeletions, type TextEdit } from './list-deletions.ts'
import type { Signature } from './signature.ts'

/** Positional arguments in the new order while there is no gap, keywords from there on. */
export function layOut(
  text: string,
  call: ExpressionOf<'call'>,
  kept: readonly Kept[],
  { fresh }: Signature,
  calling: Language['calling'],
): CallPlan {
  const positional = fresh.filter(isPositional)
  const place = ({ target }: Kept): number => (target.kind === 'rest' ? positional.length : positional.indexOf(target))
  const plain = kept.filter(({ argument }) => argument.keyword === null)
  const sorted = plain.toSorted((one, other) => rank(place(one)) - rank(place(other)))
  const texts: string[] = []
  for (const [index, entry] of sorted.entries()) {
    const value = text.slice(entry.argument.start, entry.argument.end)
    const isInPlace = place(entry) === index || (entry.target.kind === 'rest' && index >= positional.length)
    const isNameable = /^(positional|keyword_only)$/.test(entry.target.kind)
    const byName = isNameable ? calling.keywordArgument(entry.target.name, value) : null
    if (isInPlace) texts.push(value)
    else if (byName !== null) texts.push(byName)
    else return impossible(reason('parameter-not-reachable', { parameter: entry.target.name }))
  }
  const edits = plain.flatMap(({ argument }, index): readonly TextEdit[] => slotEdit(text, argument, texts[index] ?? ''))
  const renamed = kept.flatMap(({ argument: { keyword }, target }): readonly TextEdit[] =>
    keyword === null || target.kind === 'keyword_rest' || keyword.name === target.name
      ? []
      : [{ ...keyword.range, replacement: target.name }],
  )
  if (kept.some(({ argument, target }) => argument.keyword !== null && target.kind === 'positional_only'))
    return impossible(reason('keyword-gone', {}))
  return { kind: 'edits', edits: [...edits, ...renamed, ...deletions(call, kept)] }
}

/** What has no place among the positional ones comes last. */
function rank(place: number): number {
  return place < 0 ? Number.MAX_SAFE_INTEGER : place
}

function slotEdit(text: string, slot: Range, replacement: string): readonly TextEdit[] {
  const current = text.slice(slot.start, slot.end)
  if (current === replacement) return []
  if (replacement.endsWith(`=${current}`))
    return [{ start: slot.start, end: slot.start, replacement: replacement.slice(0, -current.length) }]
  return [{ start: slot.start, end: slot.end, replacement }]
}

/** Dropped arguments go with one comma each. */
function deletions({ arguments: all, inside }: ExpressionOf<'call'>, kept: readonly Kept[]): readonly TextEdit[] {
  if (kept.length === 0 && all.length > 0) return [{ ...inside, replacement: '' }]
  return listDeletions(all, (index) => kept.some((entry) => entry.argument === all[index]))
}
