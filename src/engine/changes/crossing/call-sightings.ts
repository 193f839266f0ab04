import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import type { Argument } from '../../languages/language.ts'
import type { SourceFile } from '../resolve/project.ts'
import { bindArguments } from '../uses/bind-arguments.ts'
import { type CallSite, callSites } from '../uses/call-sites.ts'
import { changedOption } from '../uses/option-sites.ts'
import { changedSymbol, type Trees, unresolvedAt } from '../uses/use-site.ts'
import type { ChangedSource } from './changed-sources.ts'
import type { SiblingNames } from './sibling-names.ts'
import { maskNames, type Sighting } from './sighting.ts'
import { unitsOf } from './units.ts'

/** A value that a call gives to a parameter or key. */
type Given = { readonly name: string; readonly value: string; readonly isNamed: boolean }

/** Where each call in the product and in changed tests now gives what it gave: the same value goes to the same thing. */
export function callSightings(
  change: ContractChange,
  names: SiblingNames,
  sources: readonly ChangedSource[],
  trees: Trees,
  newNameOf: (qualifiedName: string) => string,
): readonly Sighting[] {
  const target = changedSymbol(change, trees.before)
  if (target === null) return []
  const callee = [change.symbol, change.newSymbol ?? ''].map((name) => name.slice(name.lastIndexOf('.') + 1)).filter(Boolean)
  const isMentioned = (file: SourceFile): boolean =>
    callee.some((name) => file.text.includes(name)) || /__init__|constructor/.test(change.symbol)
  const changed = new Set(sources.map(({ after }) => after.path))
  const unchanged = trees.product.flatMap((path): readonly ChangedSource[] => {
    const file = changed.has(path) ? null : trees.after.file(path)
    return file === null ? [] : [{ by: 'caller', before: file, after: file }]
  })
  return [...sources, ...unchanged]
    .filter(({ before, after }) => isMentioned(before) && isMentioned(after))
    .flatMap(({ by, before, after }) => {
      const sites = (file: SourceFile): readonly CallSite[] => {
        const { sites: found, unknown } = callSites(change, file, trees, target)
        return [...found, ...unknown]
      }
      return samePlaces(before, sites(before), after, sites(after), newNameOf).flatMap(([one, other]) => {
        const place = unresolvedAt(after, other)
        const [old, now] = [given(before, one, change, trees, names, 'before'), given(after, other, change, trees, names, 'after')]
        return sameValues(old, now, names).map(({ from, to, isEqual }): Sighting => {
          const isNamed = from.isNamed && to.isNamed && isEqual
          return { old: from.name, now: to.name, by, isNamed, file: after.path, line: place.line, quote: place.text }
        })
      })
    })
}

/** Calls of one declaration, as many on both sides, in their order; else those that read the same. */
function samePlaces(
  before: SourceFile,
  old: readonly CallSite[],
  after: SourceFile,
  now: readonly CallSite[],
  newNameOf: (qualifiedName: string) => string,
): readonly (readonly [CallSite, CallSite])[] {
  const [oldUnit, newUnit] = [unitsOf(before), unitsOf(after)]
  const fresh = Map.groupBy(now, newUnit)
  return [...Map.groupBy(old, (site) => newNameOf(oldUnit(site)))].flatMap(([unit, sites]) => {
    const others = fresh.get(unit) ?? []
    return sites.flatMap((site, at) => {
      const other = others.length === sites.length ? others[at] : others.find(({ text }) => text === site.text)
      return other === undefined ? [] : [[site, other] as const]
    })
  })
}

function given(
  file: SourceFile,
  { call }: CallSite,
  change: ContractChange,
  trees: Trees,
  { kind }: SiblingNames,
  side: 'before' | 'after',
): readonly Given[] {
  if (kind === 'option') return givenKeys(file, call.arguments, change, trees)
  const parameters: readonly Parameter[] = side === 'before' ? change.oldParameters : change.newParameters
  return [...(bindArguments(call.arguments, parameters) ?? [])].map(([argument, { name }]) => ({
    name,
    value: file.text.slice(argument.value.start, argument.value.end),
    isNamed: argument.keyword !== null,
  }))
}

function givenKeys(file: SourceFile, call: readonly Argument[], change: ContractChange, trees: Trees): readonly Given[] {
  const target = changedSymbol(change, trees.before)
  const places = target === null ? [] : changedOption(change, trees, target).map(({ place }) => place)
  return places.flatMap((place) => {
    const value = call[place]?.value
    if (value?.kind !== 'object') return []
    return value.keys.map((key, at) => {
      const end = value.keys[at + 1]?.range.start ?? value.end - 1
      const text = file.text.slice(key.range.end, end).replace(/^\s*["']?\s*:|[\s,"']+$/g, '')
      return { name: key.name, value: key.shorthand ? key.name : text.trim(), isNamed: true }
    })
  })
}

/** What was given to an old name and is given to a new one. `isEqual`: by its value; else by a place among values that differ in these very names. */
type Carried = { readonly from: Given; readonly to: Given; readonly isEqual: boolean }

function sameValues(old: readonly Given[], now: readonly Given[], { gone, fresh }: SiblingNames): readonly Carried[] {
  const names = gone.union(fresh)
  const [left, come] = [old.filter(({ name }) => gone.has(name)), now.filter(({ name }) => fresh.has(name))]
  const equal = paired(left, come, ({ value }) => value).filter(({ isEqual }) => isEqual)
  const [restLeft, restCome] = [
    left.filter((one) => !equal.some(({ from }) => from === one)),
    come.filter((one) => !equal.some(({ to }) => to === one)),
  ]
  const alike = paired(restLeft, restCome, ({ value }) => maskNames(value, names))
  return [...equal, ...alike.map((one) => ({ ...one, isEqual: false }))]
}

/** By a text that occurs once on each side; where several are equal they are taken in their order, as long as there are as many. */
function paired(left: readonly Given[], come: readonly Given[], textOf: (one: Given) => string): readonly Carried[] {
  const others = Map.groupBy(come, textOf)
  return [...Map.groupBy(left, textOf)].flatMap(([text, all]) => {
    const same = others.get(text) ?? []
    if (same.length !== all.length) return []
    return all.flatMap((from, at) => (same[at] === undefined ? [] : [{ from, to: same[at], isEqual: all.length === 1 }]))
  })
}
