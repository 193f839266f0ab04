import type { Parameter, ParameterGroup } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import type { Argument, ExpressionOf, Language } from '../../languages/language.ts'
import { isPositional } from './bind-arguments.ts'
import { type Added, type CallPlan, impossible, type Kept } from './call-plan.ts'
import { fieldName, shownName } from './grouped-arguments.ts'
import { type Written, writtenEdits } from './written-arguments.ts'

/** A call whose arguments are put into one value, or taken out of it, or get others beside them. `typeName` is what the file calls the group's class. */
export type AnewCall = {
  readonly text: string
  readonly call: ExpressionOf<'call'>
  readonly kept: readonly Kept[]
  readonly added: readonly Added[]
  readonly group: ParameterGroup | undefined
  readonly typeName: string | null
}

/** The arguments in the order of the parameters. What stands as it did stays as it is written. */
export function layOutAnew(anew: AnewCall, fresh: readonly Parameter[], calling: Language['calling']): CallPlan {
  const { text, call, group } = anew
  if (group?.side === 'after' && group.type !== null && anew.typeName === null)
    return impossible(reason('new-name-not-usable', { file: group.type.file }))
  const written = argumentsOf(anew, fresh, calling)
  if (typeof written === 'string') return impossible(reason('parameter-not-reachable', { parameter: written }))
  const edits = writtenEdits(text, call, written)
  return edits.length === 0 ? { kind: 'fits' } : { kind: 'edits', edits }
}

/** The new arguments in the order of the list; the name of a parameter that none of them can reach. */
function argumentsOf(anew: AnewCall, fresh: readonly Parameter[], calling: Language['calling']): readonly Written[] | string {
  const { text, kept, added, group } = anew
  const result: Written[] = []
  let isGap = false
  for (const parameter of parametersOf(fresh, group)) {
    const written = writtenFor(parameter, anew, calling)
    if (written === null) isGap ||= isPositional(parameter)
    else if (isPositional(parameter) && !isGap && !isByName(written, parameter, added, calling)) result.push(written)
    else {
      isGap = true
      const byName = parameter.kind === 'positional_only' ? null : calling.keywordArgument(parameter.name, '')
      if (byName === null) return shownName(parameter.name)
      result.push({ ...written, before: `${byName}${written.before}` })
    }
  }
  const rest = kept.filter(({ target }) => /rest$/.test(target.kind))
  return [
    ...result,
    ...rest.map(
      ({ argument }): Written => ({
        before: '',
        source: { ...argument, whole: text.slice(argument.start, argument.end) },
        members: [],
        after: '',
      }),
    ),
  ]
}

function writtenFor(parameter: Parameter, { text, kept, added, group, typeName }: AnewCall, calling: Language['calling']): Written | null {
  const come = added.find(({ target }) => target === parameter)
  if (come !== undefined) return { before: come.text, source: null, members: [], after: '' }
  if (group?.side !== 'after' || parameter !== group.holder) {
    const found = kept.find(({ target }) => target === parameter)
    return found === undefined ? null : { before: '', source: sourceOf(found.argument, text), members: [], after: '' }
  }
  const isInside = ({ target }: { readonly target: Parameter }): boolean => target.name.startsWith(fieldName(group, ''))
  const [open, close] = brackets(group, typeName, text)
  const members = [
    ...kept.filter(isInside).map(({ target, argument }): Written => memberOf(target, sourceOf(argument, text), calling)),
    ...added.filter(isInside).map((one): Written => memberOf(one.target, one.text, calling)),
  ]
  if (members.length > 0) return { before: open, source: null, members, after: close }
  return group.holder.default === null ? { before: `${open}${close}`.replace(/\s/g, ''), source: null, members, after: '' } : null
}

/** Written by name, where that is how the language passes an argument. */
function isByName({ source }: Written, parameter: Parameter, added: readonly Added[], { namesArgumentsBy }: Language['calling']): boolean {
  const range = source?.keyword?.range
  const isNamed = range === undefined ? added.some((one) => one.target === parameter && one.isByName) : range.end > range.start
  return namesArgumentsBy === 'keywords' && isNamed
}

/** The list as it is declared: the holder in the place of its fields. */
function parametersOf(fresh: readonly Parameter[], group: ParameterGroup | undefined): readonly Parameter[] {
  const isInside = (name: string): boolean => group !== undefined && name.startsWith(fieldName(group, ''))
  const plain = fresh.filter(({ name, kind }) => !isInside(name) && !/rest$/.test(kind))
  return group?.side === 'after' ? [...plain.slice(0, group.place), group.holder, ...plain.slice(group.place)] : plain
}

function brackets({ type }: ParameterGroup, typeName: string | null, text: string): readonly [string, string] {
  if (type !== null) return [`${typeName}(`, ')']
  const isTight = (text.match(/\{['"\w]/g)?.length ?? 0) > (text.match(/\{ ['"\w]/g)?.length ?? 0)
  return isTight ? ['{', '}'] : ['{ ', ' }']
}

/** `name=value`, `name: value`, or `name` alone where the value is called so. */
function memberOf(target: Parameter, value: Written['source'] | string, calling: Language['calling']): Written {
  const name = shownName(target.name)
  const text = typeof value === 'string' ? value : (value?.whole ?? '')
  const before = calling.keywordArgument(name, '') ?? (text === name ? '' : `${name}: `)
  return typeof value === 'string'
    ? { before: `${before}${value}`, source: null, members: [], after: '' }
    : { before, source: value, members: [], after: '' }
}

function sourceOf(argument: Argument, text: string): NonNullable<Written['source']> {
  const { keyword, value, start, end } = argument
  return keyword === null
    ? { ...argument, whole: text.slice(start, end) }
    : { ...argument, start: value.start, end: value.end, whole: text.slice(value.start, value.end) }
}
