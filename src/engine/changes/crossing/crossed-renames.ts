import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import { isPositional } from '../uses/bind-arguments.ts'
import { lastPart, type Trees } from '../uses/use-site.ts'
import { constructorChange } from './fields.ts'
import { areInterchangeable, doModulesShare } from './interchangeable.ts'
import { namesSay } from './name-links.ts'
import { declarationOf, renamedNames, renamingOf, type SiblingNames, type SiblingRename, siblingNames } from './sibling-names.ts'
import type { Sighting } from './sighting.ts'
import { type SightingSources, sightingReader } from './sighting-reader.ts'

/**
 * Why a renaming that the bodies show is not taken for declared. `contradicted`: somebody turned this old name into another new one, or
 * another old name into this new one. `ambiguous`: it could be exchanged with a sibling's, and nothing says that it is not.
 */
export type Crossing =
  | { readonly kind: 'contradicted'; readonly by: Sighting }
  | { readonly kind: 'ambiguous'; readonly rival: { readonly old: string; readonly now: string } }

/** For each declared change, whether it crosses another one: siblings that were renamed together and may be exchanged. */
export function crossingReader(sources: SightingSources): (change: ContractChange) => Crossing | null {
  const { changes, trees } = sources
  const sightingsOf = sightingReader(sources)
  const all = renamedNames(changes)
  const told = new Set(changes.flatMap((change) => renamingOf(change) ?? []).map(pairOf))
  return (change) => {
    if (!change.kind.startsWith('parameter') || change.kind === 'parameter_renamed') return crossingOf(change)
    // what else changed about the same parameters goes with them
    const others = changes.filter(
      ({ kind, symbol, oldFile }) => kind === 'parameter_renamed' && symbol === change.symbol && oldFile === change.oldFile,
    )
    return others.map(crossingOf).find((crossing) => crossing !== null) ?? null
  }

  function crossingOf(change: ContractChange): Crossing | null {
    const names = siblingNames(change, changes, trees)
    const own = names?.renamings.find((one) => one.change === change)
    if (names === null || own === undefined) return null
    const sightings = isSole(names) ? [] : sightingsOf(change, names)
    const wide = names.kind !== 'name' || isSole(all) ? [] : sightingsOf(change, all)
    // where another declaration of the same name went is no word on this one
    const isAgainst = (one: Sighting): boolean => (one.old === own.old) !== (one.now === own.now) && !told.has(pairOf(one))
    const against =
      sightings.find((one) => isAgainst(one) && areRenamed(one, names)) ?? wide.find((one) => isAgainst(one) && areRenamed(one, all))
    if (against !== undefined) return { kind: 'contradicted', by: against }
    const aside = sightings.find(isAgainst)
    if (aside !== undefined && !sightings.some((seen) => isOf(seen, own) && isWitness(seen))) return { kind: 'ambiguous', rival: aside }
    const rival =
      rivalsOf(own, names).find((other) => !isDecided(own, other, sightings, trees)) ??
      (names.kind === 'name' ? neighbours(own, all) : []).find((other) => isExchangedBeside(own, other, wide))
    return rival === undefined ? null : { kind: 'ambiguous', rival }
  }
}

/** Nothing to be exchanged with. */
function isSole({ gone, fresh }: SiblingNames): boolean {
  return Math.max(gone.size, fresh.size) < 2
}

/** Renamed functions, classes and constants of other modules in the same folder. */
function neighbours(own: SiblingRename, { renamings }: SiblingNames): readonly SiblingRename[] {
  const folder = ({ change }: SiblingRename): string => change.oldFile.replace(/[^/]*$/, '')
  const isTop = ({ change }: SiblingRename): boolean => !change.symbol.includes('.')
  return isTop(own) ? renamings.filter((one) => one.change.oldFile !== own.change.oldFile && isTop(one) && folder(one) === folder(own)) : []
}

/** Two modules apart only names that are plainly exchanged say it. */
function isExchangedBeside(own: SiblingRename, other: SiblingRename, sightings: readonly Sighting[]): boolean {
  const isWitnessed = (one: SiblingRename): boolean => sightings.some((seen) => isOf(seen, one) && isWitness(seen))
  return namesSay(own, other) === 'exchanged' && !(isWitnessed(own) && isWitnessed(other))
}

function pairOf({ old, now }: Pick<SiblingRename, 'old' | 'now'>): string {
  return `${old}=${now}`
}

/** Whether each of the two names is another renaming's, and not only gone or new. */
function areRenamed({ old, now }: Sighting, { renamings }: SiblingNames): boolean {
  return renamings.some((one) => one.old === old) && renamings.some((one) => one.now === now)
}

function isOf(seen: Sighting, { old, now }: Pick<SiblingRename, 'old' | 'now'>): boolean {
  return seen.old === old && seen.now === now
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
    sightings.some((seen) => isOf(seen, one) && (isStrong ? isWitness(seen) : seen.by !== 'sibling'))
  // against another reading only words for both pairs count
  if (isExchanged) return isWitnessed(own, true) && isWitnessed(other, true)
  if (says === 'as_told' || other.change === null) return true
  return !couldBeMeant(own.change, other.change, trees) || isWitnessed(own, false) || isWitnessed(other, false)
}

/** Whether who uses the one could as well use the other. */
function couldBeMeant(one: ContractChange, other: ContractChange, trees: Trees): boolean {
  if (one.kind === 'parameter_renamed' || one.kind === 'option_renamed') return true
  if (renamingOf(one)?.old !== lastPart(one.symbol)) return doModulesShare(one, other, trees)
  const [declared, rival] = [one, other].map((change) => declarationOf(change, trees.before))
  return areInterchangeable(declared, rival, one, trees)
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
