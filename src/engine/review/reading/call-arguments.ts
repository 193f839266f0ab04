import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import type { SymbolRef } from '../../changes/resolve/resolve-export.ts'
import { bindArguments, isPositional } from '../../changes/uses/bind-arguments.ts'
import { type CallSite, callSites } from '../../changes/uses/call-sites.ts'
import { type FlatCall, flatCall, makesGroup } from '../../changes/uses/grouped-arguments.ts'
import { type Signature, signatureOf } from '../../changes/uses/signature.ts'
import { changedSymbol } from '../../changes/uses/use-site.ts'
import type { Argument, ExpressionOf, Range, SyntaxNode } from '../../languages/language.ts'
import { isComment, visit } from '../../languages/syntax.ts'
import { newValues } from '../../repair/examples/new-values.ts'
import type { EditedCode } from './edited-code.ts'

/** A call of the old text whose callable has other parameters now, and how these changed. */
export type ChangedCall = { readonly call: ExpressionOf<'call'>; readonly changes: readonly ContractChange[] }

/** Calls of the very callables whose parameters changed; another one of the same name is none. */
export function changedCalls({ old, trees, changes }: EditedCode): readonly ChangedCall[] {
  const groups = Map.groupBy(
    changes.filter(({ kind }) => kind.startsWith('parameter')),
    ({ oldFile, symbol }) => `${oldFile}#${symbol}`,
  )
  return [...groups.values()].flatMap((group) => {
    const [change] = group
    const target = change === undefined ? null : changedSymbol(change, trees.before)
    if (change === undefined || target === null) return []
    return callSites(change, old, trees, target).sites.map(({ call }: CallSite) => ({ call, changes: group }))
  })
}

/** The values that reach one parameter, in their order. */
type Reaching = ReadonlyMap<string, readonly Argument[]>

/** The values that have to be the same in two readings of a call, each with what it became, and those that went with their parameter. */
export type KeptValues = {
  readonly pairs: readonly (readonly [Argument, Argument])[]
  readonly dropped: readonly Argument[]
  /** Why a person has to say that a value which came is meant. */
  readonly doubts: readonly string[]
}

/**
 * `null` where a value reaches another parameter than before, went although its parameter is still there, or is new and not what adapted
 * callers give.
 */
export function keptValues({ call, changes }: ChangedCall, now: ExpressionOf<'call'>, code: EditedCode): KeptValues | null {
  const signature = signatureOf(changes)
  const { dropsExtraArguments } = code.old.language.calling
  const [flat, flatNow] = [inOld(call, signature, code), inFresh(now, signature, code)]
  if (flat.isOpaque || flatNow.isOpaque) return null
  const [kept, extra] = placed(flat.arguments, signature.old, dropsExtraArguments)
  const [written, left] = placed(flatNow.arguments, signature.fresh, dropsExtraArguments)
  const [before, after] = [bindArguments(kept, signature.old), bindArguments(written, signature.fresh)]
  if (before === null || after === null || extra.length !== left.length) return null
  const isDropped = ({ name }: Parameter): boolean =>
    changes.some(({ kind, before: removed }) => kind === 'parameter_removed' && removed === name)
  const dropped = [...before].filter(([, parameter]) => isDropped(parameter))
  if (!dropped.every(([argument]) => isPlain(code.old.text.slice(argument.start, argument.end)))) return null
  const meant = reaching(
    [...before].filter(([, parameter]) => !isDropped(parameter)).map(([one, parameter]) => [one, renamed(parameter, signature)]),
  )
  const reached = reaching([...after])
  const come = [...reached].filter(([name]) => !meant.has(name))
  const values = come.map(([name, given]) => shownValue(name, given))
  if (values.includes(null) || meant.size + come.length !== reached.size) return null
  const pairs: (readonly [Argument, Argument])[] = extra.flatMap((one, index) =>
    left[index] === undefined ? [] : [[one, left[index]] as const],
  )
  for (const [name, values] of meant) {
    const others = reached.get(name) ?? []
    if (others.length !== values.length) return null
    for (const [index, value] of values.entries()) pairs.push([value, others[index] ?? value])
  }
  const doubts = values.flatMap((value) => value?.doubt ?? [])
  return { pairs, dropped: dropped.map(([argument]) => argument), doubts }

  /** The value that adapted callers give a parameter that came, where it is the one that is given here. */
  function shownValue(name: string, [argument]: readonly Argument[]) {
    const parameter = signature.fresh.find((one) => one.name === name)
    // one with a default needs no value: giving it one is another test
    if (parameter === undefined || parameter.default !== null || argument === undefined) return null
    const { start, end } = argument.keyword === null ? argument : argument.value
    const value = newValues(changes, code.old, code.trees)(parameter, call)
    return value.kind === 'value' && value.text === code.now.text.slice(start, end) ? value : null
  }
}

/** Declarations that adapted callers of the same change name in what they give the parameters that came. */
export function shownSymbols(code: EditedCode): readonly SymbolRef[] {
  return changedCalls(code).flatMap(({ call, changes }) =>
    signatureOf(changes).fresh.flatMap((parameter) => {
      if (parameter.default !== null) return []
      const value = newValues(changes, code.old, code.trees)(parameter, call)
      return value.kind === 'value' ? value.symbols : []
    }),
  )
}

function inOld(call: ExpressionOf<'call'>, { group }: Signature, { old, trees }: EditedCode): FlatCall {
  const own = group?.side === 'before' ? group : undefined
  return flatCall(call, own, makesGroup(own, old, trees.before))
}

function inFresh(call: ExpressionOf<'call'>, { group }: Signature, { now, trees }: EditedCode): FlatCall {
  const own = group?.side === 'after' ? group : undefined
  return flatCall(call, own, makesGroup(own, now, trees.after))
}

/** Arguments that have a place, and those beyond the last one, which some languages drop without a word. */
function placed(
  all: readonly Argument[],
  parameters: readonly Parameter[],
  isDropping: boolean,
): readonly [readonly Argument[], readonly Argument[]] {
  const isOpen = parameters.some((parameter) => !isPositional(parameter)) || all.some(({ spread }) => spread !== 'none')
  const places = isOpen || !isDropping ? all.length : parameters.length
  return [all.slice(0, places), all.slice(places)]
}

function renamed(parameter: Parameter, { renames }: Signature): Parameter {
  return { ...parameter, name: renames.get(parameter.name) ?? parameter.name }
}

function reaching(bound: readonly (readonly [Argument, Parameter])[]): Reaching {
  const groups = Map.groupBy(bound, ([{ keyword }, { kind, name }]) =>
    kind === 'rest' ? '*' : kind === 'keyword_rest' ? `**${keyword?.name}` : name,
  )
  return new Map([...groups].map(([name, group]) => [name, group.map(([argument]) => argument)]))
}

const TEXTS = /(?<!\w)(['"])[^'"\\]*\1/g
const RUNS = /[\w\])]\s*\(|\b(?:await|delete|for|lambda|new|yield)\b/

/** Dropping it drops no effect: a name, a number, a string, or literals of these. */
function isPlain(value: string): boolean {
  const bare = value.replace(TEXTS, '0')
  return /^[\w\s.,:=()[\]{}-]+$/.test(bare) && !RUNS.test(bare)
}

/** The comments of an argument list that are in none of its arguments; all of them where arguments are put into one. */
export function commentsIn(list: SyntaxNode, text: string, isGrouped: boolean): string {
  const found: SyntaxNode[] = []
  if (isGrouped) {
    visit(list, (node) => {
      if (isComment(node)) found.push(node)
      return true
    })
  }
  return (isGrouped ? found : list.children.filter(isComment)).map(({ start, end }: Range) => text.slice(start, end)).join('\n')
}
