import type { ContractChange, Parameter, ParameterGroup } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { languages } from '../../languages/index.ts'
import type { Argument, ExpressionOf, Language, LanguageName, Range } from '../../languages/language.ts'
import { type BoundArguments, bindArguments, isPositional, missingParameters } from './bind-arguments.ts'
import { type CallPlan, impossible, type Kept } from './call-plan.ts'
import { type FlatCall, fieldName, flatCall, type MakesGroup, shownName } from './grouped-arguments.ts'
import { layOutGroup } from './lay-out-group.ts'
import { listDeletions, type TextEdit } from './list-deletions.ts'

export type Signature = {
  readonly old: readonly Parameter[]
  readonly fresh: readonly Parameter[]
  readonly renames: ReadonlyMap<string, string>
  /** Then its fields stand in the list of its side. */
  readonly group: ParameterGroup | undefined
}

/** How the group's class is called in the file, and what calls it. */
export type GroupNames = { readonly makes: MakesGroup; readonly typeName: string | null }

/** The signature change that all changes of one callable describe together. */
export function signatureOf(changes: readonly ContractChange[]): Signature {
  const [first] = changes
  const renames = changes.filter((change) => change.kind === 'parameter_renamed').map((change) => [change.before, change.after] as const)
  const group = first?.group
  return { old: first?.oldParameters ?? [], fresh: first?.newParameters ?? [], renames: new Map([...renames, ...movesOf(group)]), group }
}

function movesOf(group: ParameterGroup | undefined): readonly (readonly [string, string])[] {
  return (group?.moves ?? []).map(({ parameter, field }) => {
    const inside = fieldName(group as ParameterGroup, field)
    return group?.side === 'after' ? [parameter, inside] : [inside, parameter]
  })
}

/** Plans the smallest edits that make every argument reach the parameter that it meant. */
export function planCall(
  text: string,
  written: ExpressionOf<'call'>,
  signature: Signature,
  language: LanguageName,
  { makes, typeName }: GroupNames,
): CallPlan {
  const { calling } = languages[language]
  const { group } = signature
  const call = calling.dropsExtraArguments ? withoutExtra(written, signature) : written
  const flat = flatCall(call, group?.side === 'before' ? group : undefined, makes)
  const meant = flat.isOpaque ? null : bindArguments(flat.arguments, signature.old)
  // not ours to change: spread values, a call that is already adapted, or one that expects the error
  if (meant === null || isErroneous(meant, signature, calling) || isAdapted(call, signature, makes)) return { kind: 'fits' }
  const kept: Kept[] = []
  for (const argument of flat.arguments) {
    const target = targetOf(meant, argument, signature)
    if (target !== undefined) kept.push({ argument, target })
    else if (mayBeAnother(signature)) return impossible(reason('parameter-replaced', {}))
    else if (!isDroppable(argument)) return impossible(reason('argument-not-plain', {}))
  }
  if (new Set(kept.map(({ target }) => target)).size < kept.filter(({ target }) => !/rest$/.test(target.kind)).length)
    return impossible(reason('two-arguments-one-parameter', {}))
  const [missing] = missingParameters(
    kept.map(({ target }) => target),
    signature.fresh,
  )
  if (missing !== undefined) return impossible(reason('parameter-needs-value', { parameter: shownName(missing.name) }))
  const other = group === undefined ? undefined : otherDefault(meant, signature)
  if (other !== undefined) return impossible(reason('default-differs', other))
  if (group !== undefined) return layOutGroup({ text, call, flat, kept, group, typeName }, signature.fresh, calling)
  const now = bindArguments(call.arguments, signature.fresh)
  const isSame = now !== null && kept.length === call.arguments.length && kept.every(({ argument, target }) => now.get(argument) === target)
  return isSame ? { kind: 'fits' } : layOut(text, call, kept, signature, calling)
}

/** A parameter that the call leaves out, and that would be something else now; where all of the group is left out, the callable says what that is. */
function otherDefault(meant: BoundArguments, { old, fresh, renames, group }: Signature) {
  const isGiven = ({ name }: Parameter): boolean => [...meant.values()].some((one) => one.name === name)
  const moved = old.flatMap((parameter) => {
    const now = renames.has(parameter.name) ? fresh.find(({ name }) => name === renames.get(parameter.name)) : undefined
    return now === undefined ? [] : [{ parameter, now }]
  })
  if (group?.side === 'after' && !moved.some(({ parameter }) => isGiven(parameter))) return undefined
  const found = moved.find(
    ({ parameter, now }) => !isGiven(parameter) && parameter.default !== null && now.default !== null && parameter.default !== now.default,
  )
  return found && { parameter: shownName(found.now.name), before: found.parameter.default ?? '', after: found.now.default ?? '' }
}

/** JavaScript calls what it is given: an argument that is left out is `undefined`. */
function isErroneous(meant: BoundArguments, { old, group }: Signature, { dropsExtraArguments }: Language['calling']): boolean {
  return !(dropsExtraArguments && group !== undefined) && missingParameters(meant.values(), old).length > 0
}

/** Whether the call hands over the group already, written out or as a value of its own. */
function isAdapted(call: ExpressionOf<'call'>, { fresh, group }: Signature, makes: MakesGroup): boolean {
  if (group?.side !== 'after') return false
  const { arguments: given, value, isOpaque }: FlatCall = flatCall(call, group, makes)
  if (value === null || bindArguments(given, fresh) === null) return false
  return !isOpaque || value.keyword?.name === group.holder.name || isOptionsVariable(value)
}

/** An object that is written out, here or where a variable is given it. */
function isOptionsVariable({ value }: Argument): boolean {
  const values = value.kind === 'name' && value.binding?.kind === 'variable' ? value.binding.values : [value]
  return values.length > 0 && values.every(({ kind }) => kind === 'object')
}

/** A parameter that went and a field that came may be one with a new name. */
function mayBeAnother({ group }: Signature): boolean {
  return group?.fields.some(({ name }) => !group.moves.some(({ field }) => field === name)) === true
}

/** JavaScript takes more arguments than there are parameters and drops them; they stay where they are while as many places come before. */
function withoutExtra(call: ExpressionOf<'call'>, { old, fresh }: Signature): ExpressionOf<'call'> {
  const places = old.filter(isPositional).length
  const isFixed =
    [...old, ...fresh].every(isPositional) && fresh.length === places && call.arguments.every(({ spread }) => spread === 'none')
  return isFixed && call.arguments.length > places ? { ...call, arguments: call.arguments.slice(0, places) } : call
}

function targetOf(meant: BoundArguments, argument: Argument, { fresh, renames }: Signature): Parameter | undefined {
  const parameter = meant.get(argument)
  if (parameter === undefined) return undefined
  if (parameter.kind === 'rest' || parameter.kind === 'keyword_rest') return fresh.find((other) => other.kind === parameter.kind)
  const name = renames.get(parameter.name) ?? parameter.name
  return fresh.find((other) => other.name === name && other.kind !== 'rest' && other.kind !== 'keyword_rest')
}

function isDroppable({ value }: Argument): boolean {
  return value.kind === 'literal' || value.kind === 'name' || value.kind === 'string'
}

/** Positional arguments in the new order while there is no gap, keywords from there on. */
function layOut(
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
