import type { MadePart, SourceValue } from '../../languages/facets/source-values.ts'
import { align } from '../values/align.ts'
import { distance } from '../values/distance.ts'
import { valueKey } from '../values/value-key.ts'
import type { AskedCalls } from './call-assertions.ts'

/** The arguments of one call; `null` where the value is no call. */
export function argumentsOf(call: SourceValue | undefined): readonly MadePart[] | null {
  if (call?.kind === 'made' && call.name === 'call') return call.parts
  return call !== undefined && 'items' in call ? call.items.map((value) => ({ node: value.node, name: null, value })) : null
}

/** The one call that the expected one may have become; `null` where none has, or several may. */
export function likeliestCall(
  asked: AskedCalls,
  expected: SourceValue,
  calls: readonly SourceValue[],
  nth: number | null,
): SourceValue | null {
  if (asked === 'last') return calls.at(-1) ?? null
  if (asked === 'nth') return (nth === null ? undefined : calls[nth - 1]) ?? null
  const [only, ...others] = calls
  if (only === undefined || (asked === 'only' && others.length > 0)) return null
  const ranked = calls.map((call) => ({ call, apart: callDistance(expected, call) })).toSorted((one, two) => one.apart - two.apart)
  const [first, second] = ranked
  const isSame =
    first !== undefined && second !== undefined && valueKey(first.call) !== null && valueKey(first.call) === valueKey(second.call)
  return first !== undefined && (second === undefined || isSame || second.apart > first.apart) ? first.call : null
}

/** How unlike two calls are: 0 where all of their arguments are equal. */
function callDistance(one: SourceValue, other: SourceValue): number {
  const [old, now] = [argumentsOf(one), argumentsOf(other)]
  if (old === null || now === null) return distance(one, other)
  const parts = argumentPairs(old, now).map(({ old: row, now: column }) => {
    const [before, after] = [old[row ?? -1], now[column ?? -1]]
    return before === undefined || after === undefined ? 1 : distance(before.value, after.value)
  })
  return parts.reduce((sum, part) => sum + part, 0)
}

/** What differs between two lists of arguments: pairs of indexes that stayed, and those that went or came. */
export type ArgumentPairs = readonly { readonly old: number | null; readonly now: number | null }[]

/** Arguments by their names, and by their places where they have none. */
export function argumentPairs(old: readonly MadePart[], now: readonly MadePart[]): ArgumentPairs {
  const placed = (parts: readonly MadePart[]): readonly number[] => parts.flatMap(({ name }, index) => (name === null ? [index] : []))
  const [was, is] = [placed(old), placed(now)]
  const apart = (row: number, column: number): number => {
    const [one, two] = [old[was[row] ?? -1], now[is[column] ?? -1]]
    return one === undefined || two === undefined ? 2 : distance(one.value, two.value)
  }
  // as many as before: each is what its place says, whatever it holds
  const aligned = was.length === is.length ? was.map((_, index) => [index, index] as const) : align(was.length, is.length, apart)
  const byName = old.flatMap(({ name }, index) => (name === null ? [] : [{ old: index, now: indexOf(now, name) }]))
  const come = now.flatMap(({ name }, index) => (name === null || indexOf(old, name) !== null ? [] : [{ old: null, now: index }]))
  return [...aligned.map(([one, two]) => ({ old: at(was, one), now: at(is, two) })), ...byName, ...come]
}

function indexOf(parts: readonly MadePart[], name: string): number | null {
  const index = parts.findIndex((part) => part.name === name)
  return index < 0 ? null : index
}

function at(indexes: readonly number[], index: number | null): number | null {
  return index === null ? null : (indexes[index] ?? null)
}
