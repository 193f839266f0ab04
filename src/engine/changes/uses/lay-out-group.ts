import type { Parameter, ParameterGroup } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import type { Argument, ExpressionOf, Language } from '../../languages/language.ts'
import { isPositional } from './bind-arguments.ts'
import { type CallPlan, impossible, type Kept } from './call-plan.ts'
import { type FlatCall, fieldName, shownName } from './grouped-arguments.ts'
import type { TextEdit } from './list-deletions.ts'

/** A call whose arguments are put into one value, or taken out of it. `typeName` is what the file calls the class that makes it. */
export type GroupedCall = {
  readonly text: string
  readonly call: ExpressionOf<'call'>
  readonly flat: FlatCall
  readonly kept: readonly Kept[]
  readonly group: ParameterGroup
  readonly typeName: string | null
}

/** Brackets put around the arguments where they stand together in their order; else the list is written anew. */
export function layOutGroup(grouped: GroupedCall, fresh: readonly Parameter[], calling: Language['calling']): CallPlan {
  const { call, kept, group } = grouped
  if (group.type !== null && grouped.typeName === null && group.side === 'after')
    return impossible(reason('new-name-not-usable', { file: group.type.file }))
  const written = argumentsOf(grouped, fresh, calling)
  if (typeof written === 'string') return impossible(reason('parameter-not-reachable', { parameter: written }))
  if (group.side === 'after' && kept.length === call.arguments.length) {
    const edits = bracketEdits(grouped, written, calling)
    if (edits !== null) return { kind: 'edits', edits }
  }
  const replacement = written.map((one) => one.text).join(', ')
  const isSame = written.every(({ source }, index) => source !== null && source === call.arguments[index])
  return isSame && written.length === call.arguments.length ? { kind: 'fits' } : { kind: 'edits', edits: [{ ...call.inside, replacement }] }
}

/** One argument of the new call; `members` are those inside of the group. */
type Written = { readonly text: string; readonly source: Argument | null; readonly members: readonly Kept[] }

/** The new arguments in the order of the list; the name of a parameter that none of them can reach. */
function argumentsOf(
  { text, kept, group, typeName }: GroupedCall,
  fresh: readonly Parameter[],
  calling: Language['calling'],
): readonly Written[] | string {
  const isInside = ({ target }: Kept): boolean => group.side === 'after' && target.name.startsWith(fieldName(group, ''))
  const members = kept.filter(isInside)
  const valueText = (argument: Argument): string => text.slice(...valueRange(argument))
  const holderText = (): Written | null => {
    const [open, close] = brackets(group, typeName, text)
    const inside = members.map((member) => memberText(member, valueText(member.argument), calling)).join(', ')
    const whole = members.length === 0 ? `${open.trim()}${close.trim()}` : `${open}${inside}${close}`
    return members.length > 0 || group.holder.default === null ? { text: whole, source: null, members } : null
  }
  const writtenFor = (parameter: Parameter): Written | null => {
    if (group.side === 'after' && parameter === group.holder) return holderText()
    const found = kept.find(({ target }) => target === parameter)
    return found === undefined ? null : { text: valueText(found.argument), source: found.argument, members: [] }
  }
  const result: Written[] = []
  let isGap = false
  for (const parameter of parametersOf(fresh, group)) {
    const written = writtenFor(parameter)
    if (written === null) isGap ||= isPositional(parameter)
    else if (isPositional(parameter) && !isGap && !isKeyword(written, calling)) result.push(written)
    else {
      isGap = true
      const byName = parameter.kind === 'positional_only' ? null : calling.keywordArgument(parameter.name, written.text)
      if (byName === null) return shownName(parameter.name)
      result.push({ ...written, text: byName })
    }
  }
  const rest = kept.filter(({ target }) => /rest$/.test(target.kind))
  return [...result, ...rest.map(({ argument }) => ({ text: text.slice(argument.start, argument.end), source: argument, members: [] }))]
}

/** Written by name, where that is how the language passes an argument. */
function isKeyword({ source }: Written, calling: Language['calling']): boolean {
  const range = source?.keyword?.range
  return calling.namesArgumentsBy === 'keywords' && range !== undefined && range.end > range.start
}

/** The list as it is declared: the holder in the place of its fields. */
function parametersOf(fresh: readonly Parameter[], group: ParameterGroup): readonly Parameter[] {
  const plain = fresh.filter(({ name, kind }) => !name.startsWith(fieldName(group, '')) && !/rest$/.test(kind))
  return group.side === 'before' ? plain : [...plain.slice(0, group.place), group.holder, ...plain.slice(group.place)]
}

function brackets({ type }: ParameterGroup, typeName: string | null, text: string): readonly [string, string] {
  if (type !== null) return [`${typeName}(`, ')']
  const isTight = (text.match(/\{['"\w]/g)?.length ?? 0) > (text.match(/\{ ['"\w]/g)?.length ?? 0)
  return isTight ? ['{', '}'] : ['{ ', ' }']
}

function memberText({ target }: Kept, value: string, calling: Language['calling']): string {
  const name = shownName(target.name)
  return calling.keywordArgument(name, value) ?? (value === name ? name : `${name}: ${value}`)
}

function valueRange({ keyword, value, start, end }: Argument): readonly [number, number] {
  return keyword === null ? [start, end] : [value.start, value.end]
}

/** Only brackets and names come in, so that the layout stays; `null` where the order differs. */
function bracketEdits(
  { text, call, group, typeName }: GroupedCall,
  written: readonly Written[],
  calling: Language['calling'],
): readonly TextEdit[] | null {
  const order = written.flatMap(({ source, members }) => (source === null ? members.map(({ argument }) => argument) : [source]))
  const members = written.find(({ source }) => source === null)?.members ?? []
  const [first, last] = [members[0], members.at(-1)]
  const isInOrder = order.length === call.arguments.length && order.every((argument, index) => argument === call.arguments[index])
  const byName = written.some(({ source, text: whole }) => source === null && !whole.startsWith(brackets(group, typeName, text)[0]))
  if (!isInOrder || byName || first === undefined || last === undefined) return null
  const [open, close] = brackets(group, typeName, text)
  return members.flatMap((member): readonly TextEdit[] => {
    const { argument } = member
    const value = text.slice(...valueRange(argument))
    const now = `${member === first ? open : ''}${memberText(member, value, calling)}${member === last ? close : ''}`
    return around(argument, text, value, now)
  })
}

/** Insertions before and after a value; what stands before it by name goes. */
function around(argument: Argument, text: string, value: string, now: string): readonly TextEdit[] {
  const [start, end] = valueRange(argument)
  const at = now.lastIndexOf(value)
  const [before, after] = [now.slice(0, at), now.slice(at + value.length)]
  const edits: TextEdit[] = []
  if (before !== text.slice(argument.start, start)) edits.push({ start: argument.start, end: start, replacement: before })
  if (after !== '') edits.push({ start: end, end, replacement: after })
  return edits
}
