import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import type { FileChange } from '../../../model/file-change.ts'
import type { Parsers } from '../../languages/parsers.ts'
import { isPositional } from '../uses/bind-arguments.ts'
import type { Trees } from '../uses/use-site.ts'
import { callSightings } from './call-sightings.ts'
import { changedSources } from './changed-sources.ts'
import { constructorChange, isField } from './fields.ts'
import { areInterchangeable } from './interchangeable.ts'
import { type Described, lineSightings } from './line-sightings.ts'
import { namesSay } from './name-links.ts'
import { nameSightings } from './name-sightings.ts'
import { declarationOf, type SiblingNames, type SiblingRename, siblingNames } from './sibling-names.ts'
import type { Sighting } from './sighting.ts'
import { documentSightings, statementSightings, statementsOf } from './text-sightings.ts'

/**
 * Why a renaming that the bodies show is not taken for declared. `contradicted`: somebody turned this old name into another new one, or
 * another old name into this new one. `ambiguous`: it could be exchanged with a sibling's, and nothing says that it is not.
 */
export type Crossing =
  | { readonly kind: 'contradicted'; readonly by: Sighting }
  | { readonly kind: 'ambiguous'; readonly rival: { readonly old: string; readonly now: string } }

/** What may say which old name became which new one, beside the bodies. */
export type CrossingSources = {
  readonly changes: readonly ContractChange[]
  readonly trees: Trees
  readonly product: readonly FileChange[]
  readonly tests: readonly FileChange[]
  readonly documents: readonly FileChange[]
  readonly messages: readonly string[]
  readonly parsers: Parsers
}

/** For each declared change, whether it crosses another one: siblings that were renamed together and may be exchanged. */
export function crossingReader(sources: CrossingSources): (change: ContractChange) => Crossing | null {
  const { changes, trees, product, tests, documents, messages, parsers } = sources
  const files = changedSources(product, tests, trees, parsers)
  const statements = statementsOf(messages, documents)
  const described = [...testsOf(tests, trees), ...documents.map((one) => ({ ...one, by: 'document' as const }))]
  const renamed = new Map(
    changes.flatMap(({ kind, symbol, newSymbol }) => (kind === 'renamed' && newSymbol ? [[symbol, newSymbol] as const] : [])),
  )
  const newNameOf = (unit: string): string => successorName(unit, renamed)
  return (change) => {
    // what else changed about the same parameters goes with them
    if (change.kind.startsWith('parameter') && change.kind !== 'parameter_renamed') {
      const others = changes.filter(
        ({ kind, symbol, oldFile }) => kind === 'parameter_renamed' && symbol === change.symbol && oldFile === change.oldFile,
      )
      return others.map(crossingOf).find((crossing) => crossing !== null) ?? null
    }
    return crossingOf(change)
  }

  function crossingOf(change: ContractChange): Crossing | null {
    const names = siblingNames(change, changes, trees)
    const own = names?.renamings.find((one) => one.change === change)
    if (names === null || own === undefined || Math.max(names.gone.size, names.fresh.size) < 2) return null
    const given = names.kind === 'name' ? constructorChange(change, trees) : change
    const sightings = [
      ...(names.kind === 'name' || isField(change, trees) ? nameSightings(files, names, trees, newNameOf) : []),
      ...(given === null ? [] : callSightings(given, names, files, trees, newNameOf)),
      ...documentSightings(documents, names),
      ...lineSightings(described, names),
      ...statementSightings(statements, names),
    ]
    return contradiction(own, names, sightings) ?? ambiguity(own, names, sightings, trees)
  }
}

/** All tests of the head, with what they were before where that is something else. */
function testsOf(changed: readonly FileChange[], { after, product }: Trees): readonly Described[] {
  const ofProduct = new Set(product)
  const known = new Map(changed.map((one) => [one.path, one]))
  return [...after.paths]
    .filter((path) => !ofProduct.has(path) && after.text(path) !== undefined)
    .map((path) => {
      const text = after.text(path) ?? null
      return { ...(known.get(path) ?? { path, before: text, after: text }), by: 'test' }
    })
}

/** `Temp.to_f` → `Temp.kelvin`, and what a renamed class holds. */
function successorName(unit: string, renamed: ReadonlyMap<string, string>): string {
  const parts = unit.split('.')
  return parts.map((part, at) => renamed.get(parts.slice(0, at + 1).join('.')) ?? part).join('.')
}

function contradiction({ old, now }: SiblingRename, { gone, fresh }: SiblingNames, sightings: readonly Sighting[]): Crossing | null {
  const by = sightings.find(
    (one) => (one.old === old && one.now !== now && fresh.has(one.now)) || (one.now === now && one.old !== old && gone.has(one.old)),
  )
  return by === undefined ? null : { kind: 'contradicted', by }
}

function ambiguity(own: SiblingRename, names: SiblingNames, sightings: readonly Sighting[], trees: Trees): Crossing | null {
  const rival = rivalsOf(own, names).find((other) => !isDecided(own, other, sightings, trees))
  return rival === undefined ? null : { kind: 'ambiguous', rival: { old: rival.old, now: rival.now } }
}

type Rival = Pick<SiblingRename, 'old' | 'now'> & { readonly change: ContractChange | null }

/** The siblings' renamings; and what is left over on both sides, which no body paired. */
function rivalsOf(own: SiblingRename, { renamings, gone, fresh }: SiblingNames): readonly Rival[] {
  const others = renamings.filter((one) => one !== own)
  const left = [...gone].filter((name) => !renamings.some(({ old }) => old === name))
  const come = [...fresh].filter((name) => !renamings.some(({ now }) => now === name))
  return [...others, ...left.flatMap((old) => come.map((now) => ({ old, now, change: null })))]
}

/** Whether something beside the bodies says that these two renamings are not exchanged. */
function isDecided(own: SiblingRename, other: Rival, sightings: readonly Sighting[], trees: Trees): boolean {
  const says = namesSay(own, other)
  const isExchanged = says === 'exchanged' || (other.change !== null && doOrdersCross(own, other, trees))
  const isWitnessed = (one: Rival, isStrong: boolean): boolean =>
    sightings.some((seen) => seen.old === one.old && seen.now === one.now && (isStrong ? isWitness(seen) : seen.by !== 'sibling'))
  // against another reading only words for both pairs count
  if (isExchanged) return isWitnessed(own, true) && isWitnessed(other, true)
  if (says === 'as_told' || other.change === null) return true
  const [one, two] = [own.change, other.change].map((change) => declarationOf(change, trees.before))
  const isApart =
    own.change.kind !== 'parameter_renamed' && own.change.kind !== 'option_renamed' && !areInterchangeable(one, two, own.change, trees)
  return isApart || isWitnessed(own, false) || isWitnessed(other, false)
}

/** A caller of the product, or a statement, that writes both names. */
function isWitness({ by, isNamed }: Sighting): boolean {
  return isNamed && (by === 'caller' || by === 'statement')
}

/** Parameters that a caller may pass by their place, and whose places are exchanged. */
function doOrdersCross({ change: own, old, now }: SiblingRename, other: Rival, trees: Trees): boolean {
  const change = own.kind === 'parameter_renamed' ? own : constructorChange(own, trees)
  if (change === null) return false
  const place = (list: readonly Parameter[], name: string): number => list.filter(isPositional).findIndex((one) => one.name === name)
  const [before, after] = [
    place(change.oldParameters, old) - place(change.oldParameters, other.old),
    place(change.newParameters, now) - place(change.newParameters, other.now),
  ]
  const arePositional = [old, other.old].every((name) => place(change.oldParameters, name) >= 0)
  return arePositional && Math.sign(before) !== Math.sign(after)
}
