import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { SymbolRef } from '../../changes/resolve/resolve-export.ts'
import { type NewValue, noValue } from '../../changes/uses/call-plan.ts'
import { shownName } from '../../changes/uses/grouped-arguments.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { ExpressionOf } from '../../languages/language.ts'
import { namesAround } from './names-around.ts'
import { type PassedValue, passedValues } from './passed-values.ts'
import { type UsableValue, usableIn } from './usable-value.ts'

/** A value with what the file has to import for it. `doubt`: why a person has to say that it is meant; null where the callers show it. */
export type ShownValue =
  | (Extract<NewValue, { kind: 'value' }> & {
      readonly symbols: readonly SymbolRef[]
      readonly edits: readonly TextEdit[]
      readonly doubt: string | null
    })
  | Extract<NewValue, { kind: 'none' }>

/** What the calls of one file give the parameters that came. */
export type NewValues = (parameter: Parameter, call: ExpressionOf<'call'>) => ShownValue

/**
 * The value of a parameter that came, as adapted callers of the same commit show it: the one that all of them give, or what the test has
 * under the name by which they call theirs. A parameter that lost its default gets that default, which it had until now.
 */
export function newValues(group: readonly ContractChange[], file: SourceFile, trees: Trees): NewValues {
  const passed = passedValues(group, trees)
  const old = group[0]?.oldParameters ?? []
  return (parameter, call) => {
    const lost = old.find(({ name }) => name === parameter.name)?.default ?? null
    const all = (passed.get(parameter.name) ?? []).map((value) => ({ value, use: usableIn(file, value, trees) }))
    if (lost !== null) return lostDefault(parameter, lost, all)
    return shown(parameter, all, (names) => names.find((name) => namesAround(file, call).has(name)) ?? null)
  }
}

type Shown = { readonly value: PassedValue; readonly use: UsableValue }

function shown(parameter: Parameter, all: readonly Shown[], known: (names: readonly string[]) => string | null): ShownValue {
  const [first] = all
  if (first === undefined) return noValue(parameter) as ShownValue
  const texts = new Set(all.map(({ use }) => (use.kind === 'same' ? use.text : use.kind === 'called' ? `\0${use.name}` : '\0')))
  const name = shownName(parameter.name)
  const areCalled = all.every(({ use }) => use.kind === 'called')
  if (areCalled) {
    const called = new Set(all.flatMap(({ use }) => (use.kind === 'called' ? [use.name] : [])))
    const found = known([name, ...(called.size === 1 ? called : [])])
    return found === null ? notAtHand(name, first.value) : made(found, first.value)
  }
  const other = all.find(({ value }) => textOf(value) !== textOf(first.value))
  if (texts.size > 1 && other !== undefined) {
    const [one, two] = [textOf(first.value), textOf(other.value)]
    return { kind: 'none', reason: reason('values-disagree', { parameter: name, one, other: two, place: placeOf(other.value) }) }
  }
  if (first.use.kind !== 'same') return notAtHand(name, first.value)
  const { text, symbols, edits } = first.use
  return { ...made(text, first.value), symbols, edits }
}

/** What a call that says nothing meant until now: the old default, where that reads the same everywhere. */
function lostDefault(parameter: Parameter, value: string, all: readonly Shown[]): ShownValue {
  if (!/^(?:-?[\d._]+|(['"])[^'"\\\n]*\1|True|False|None|true|false|null|undefined)$/.test(value)) return noValue(parameter) as ShownValue
  const name = shownName(parameter.name)
  const areAlike = all.length > 0 && all.every(({ use }) => use.kind === 'same' && use.text === value)
  const doubt = areAlike ? null : `'${name}' is given ${value}, which was its default until now`
  const isByName = all.length === 0 ? parameter.kind !== 'positional_only' : (all[0]?.value.isByName ?? false)
  return { kind: 'value', text: value, isByName, symbols: [], edits: [], doubt }
}

function made(text: string, { isByName }: PassedValue): Extract<ShownValue, { kind: 'value' }> {
  return { kind: 'value', text, isByName, symbols: [], edits: [], doubt: null }
}

function notAtHand(parameter: string, value: PassedValue): ShownValue {
  return { kind: 'none', reason: reason('value-not-at-hand', { parameter, value: textOf(value), place: placeOf(value) }) }
}

function textOf({ at, argument }: PassedValue): string {
  const { start, end } = argument.keyword === null ? argument : argument.value
  return at.text.slice(start, end)
}

function placeOf({ at, line }: PassedValue) {
  return { file: at.path, line }
}
