import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import { type Reason, reason } from '../../../model/reason.ts'
import { languages } from '../../languages/index.ts'
import type { Argument, ExpressionOf, Language, LanguageName, Range } from '../../languages/language.ts'
import { type BoundArguments, bindArguments, isPositional, missingParameters } from './bind-arguments.ts'
import { listDeletions, type TextEdit } from './list-deletions.ts'

/** What a call that was written for one parameter list needs under another. */
export type CallPlan =
  | { readonly kind: 'fits' }
  | { readonly kind: 'edits'; readonly edits: readonly TextEdit[] }
  /** Only a person can say: a value is missing, or an argument has effects. */
  | { readonly kind: 'impossible'; readonly reason: Reason }

export type Signature = {
  readonly old: readonly Parameter[]
  readonly fresh: readonly Parameter[]
  readonly renames: ReadonlyMap<string, string>
}

type Kept = { readonly argument: Argument; readonly target: Parameter }

/** The signature change that all changes of one callable describe together. */
export function signatureOf(changes: readonly ContractChange[]): Signature {
  const [first] = changes
  const renames = changes.filter((change) => change.kind === 'parameter_renamed').map((change) => [change.before, change.after] as const)
  return { old: first?.oldParameters ?? [], fresh: first?.newParameters ?? [], renames: new Map(renames) }
}

/** Plans the smallest edits that make every argument reach the parameter that it meant. */
export function planCall(text: string, written: ExpressionOf<'call'>, signature: Signature, language: LanguageName): CallPlan {
  const { calling } = languages[language]
  const call = calling.dropsExtraArguments ? withoutExtra(written, signature) : written
  const meant = bindArguments(call.arguments, signature.old)
  // not ours to change: spread values, a call that is already adapted, or one that expects the error
  if (meant === null || missingParameters(meant.values(), signature.old).length > 0) return { kind: 'fits' }
  const kept: Kept[] = []
  for (const argument of call.arguments) {
    const target = targetOf(meant, argument, signature)
    if (target !== undefined) kept.push({ argument, target })
    else if (!isDroppable(argument)) return impossible(reason('argument-not-plain', {}))
  }
  if (new Set(kept.map(({ target }) => target)).size < kept.filter(({ target }) => !/rest$/.test(target.kind)).length)
    return impossible(reason('two-arguments-one-parameter', {}))
  const now = bindArguments(call.arguments, signature.fresh)
  const [missing] = missingParameters(
    kept.map(({ target }) => target),
    signature.fresh,
  )
  if (missing !== undefined) return impossible(reason('parameter-needs-value', { parameter: missing.name }))
  const isSame = now !== null && kept.length === call.arguments.length && kept.every(({ argument, target }) => now.get(argument) === target)
  return isSame ? { kind: 'fits' } : layOut(text, call, kept, signature, calling)
}

/** JavaScript takes more arguments than there are parameters and drops them; they stay where they are while as many places come before. */
function withoutExtra(call: ExpressionOf<'call'>, { old, fresh }: Signature): ExpressionOf<'call'> {
  const places = old.filter(isPositional).length
  const isFixed =
    [...old, ...fresh].every(isPositional) && fresh.length === places && call.arguments.every(({ spread }) => spread === 'none')
  return isFixed && call.arguments.length > places ? { ...call, arguments: call.arguments.slice(0, places) } : call
}

function impossible(why: Reason): CallPlan {
  return { kind: 'impossible', reason: why }
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
