import type { Parameter } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { languages } from '../../languages/index.ts'
import type { Argument, ExpressionOf, Language, LanguageName } from '../../languages/language.ts'
import { type BoundArguments, bindArguments, isPositional, missingParameters } from './bind-arguments.ts'
import { type Added, type CallPlan, impossible, type Kept, type NewValue } from './call-plan.ts'
import { type FlatCall, flatCall, type MakesGroup } from './grouped-arguments.ts'
import { layOut } from './lay-out.ts'
import { layOutAnew } from './lay-out-anew.ts'
import { mayBeAnother, otherDefault, type Signature } from './signature.ts'

/**
 * What the file around a call says: what makes the group, and what its class is called there; the value of a parameter that came,
 * where somebody shows one.
 */
export type CallSetting = {
  readonly makes: MakesGroup
  readonly typeName: string | null
  newValue(parameter: Parameter): NewValue
}

/** Plans the smallest edits that make every argument reach the parameter that it meant. */
export function planCall(
  text: string,
  written: ExpressionOf<'call'>,
  signature: Signature,
  language: LanguageName,
  { makes, typeName, newValue }: CallSetting,
): CallPlan {
  const { calling } = languages[language]
  const { group } = signature
  const call = calling.dropsExtraArguments ? withoutExtra(written, signature) : written
  const flat = flatCall(call, group?.side === 'before' ? group : undefined, makes)
  const meant = flat.isOpaque ? null : bindArguments(flat.arguments, signature.old)
  // not ours to change: spread values, a call that is already adapted, or one that expects the error
  if (meant === null || isErroneous(meant, signature, calling) || isAdapted(call, signature, makes)) return { kind: 'fits' }
  const kept = keptArguments(flat, meant, signature)
  if (!Array.isArray(kept)) return kept
  const added: Added[] = []
  const targets = kept.map(({ target }) => target)
  for (const target of missingParameters(targets, signature.fresh)) {
    const value = newValue(target)
    if (value.kind === 'none') return impossible(value.reason)
    added.push({ target, text: value.text, isByName: value.isByName })
  }
  const other = group === undefined ? undefined : otherDefault(meant, signature)
  if (other !== undefined) return impossible(reason('default-differs', other))
  if (group !== undefined || added.length > 0) return layOutAnew({ text, call, kept, added, group, typeName }, signature.fresh, calling)
  const now = bindArguments(call.arguments, signature.fresh)
  const isSame = now !== null && kept.length === call.arguments.length && kept.every(({ argument, target }) => now.get(argument) === target)
  return isSame ? { kind: 'fits' } : layOut(text, call, kept, signature, calling)
}

/** The arguments that still reach a parameter; those of a removed one go, where nothing is lost with them. */
function keptArguments({ arguments: all }: FlatCall, meant: BoundArguments, signature: Signature): Kept[] | CallPlan {
  const kept: Kept[] = []
  for (const argument of all) {
    const target = targetOf(meant, argument, signature)
    if (target !== undefined) kept.push({ argument, target })
    else if (mayBeAnother(signature)) return impossible(reason('parameter-replaced', {}))
    else if (!isDroppable(argument)) return impossible(reason('argument-not-plain', {}))
  }
  const isDoubled = new Set(kept.map(({ target }) => target)).size < kept.filter(({ target }) => !/rest$/.test(target.kind)).length
  return isDoubled ? impossible(reason('two-arguments-one-parameter', {})) : kept
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
