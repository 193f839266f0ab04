import type { ContractChange } from '../../../model/contract-change.ts'
import type { Range } from '../../languages/language.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember } from '../resolve/resolve-expression.ts'
import { changedSymbol, lastPart, type Trees } from '../uses/use-site.ts'
import { useSites } from '../uses/use-sites.ts'
import { type StandIn, standIns } from './stand-ins.ts'

/**
 * The old name of a member where a test gives it to an object of its own. `isDeclared`: the test says that the object stands in for the
 * member's class; else only its other members speak for that.
 */
export type StandInRename = Range & {
  readonly before: string
  readonly after: string
  readonly change: ContractChange
  readonly isDeclared: boolean
}

/**
 * Members of a test's own objects that have to follow a renamed member of the class for which they stand: the object has no member that the
 * class had not, and a caller in the product asks for the new name where it asked for the old one.
 */
export function standInRenames(file: SourceFile, trees: Trees, changes: readonly ContractChange[]): readonly StandInRename[] {
  const renamed = changes.filter(({ kind, symbol, newSymbol }) => kind === 'renamed' && symbol.includes('.') && newSymbol !== null)
  const asked = renamed.filter((change) => wholeWord(lastPart(change.symbol)).test(file.text) && hasMigratedCaller(change, trees))
  if (asked.length === 0) return []
  const doubles = standIns(file, trees.before)
  return asked.flatMap((change) => {
    const member = changedSymbol(change, trees.before)
    const known = new Set(useSites(change, file.path, trees).sites.map(({ start }) => start))
    if (member === null) return []
    const owner = { ...member, name: member.name.slice(0, -lastPart(member.name).length - 1) }
    return doubles.filter((double) => standsFor(double, owner, trees)).flatMap((double) => renames(double, change, owner, known))
  })
}

function renames(
  { members, real }: StandIn,
  change: ContractChange,
  owner: SymbolRef,
  known: ReadonlySet<number>,
): readonly StandInRename[] {
  const [before, after] = [lastPart(change.symbol), change.newSymbol ?? '']
  if (members.some(({ name }) => name === after)) return []
  const isDeclared = isOwner(real, owner)
  return members
    .filter(({ name, start }) => name === before && !known.has(start))
    .map(({ start, end }) => ({ start, end, before, after, change, isDeclared }))
}

/** Whether the class had every member that the object is given, and the test names no other class for it. */
function standsFor({ members, real }: StandIn, owner: SymbolRef, { before }: Trees): boolean {
  if (real !== null && !isOwner(real, owner)) return false
  return members.every(({ name }) => findMember(before, owner, name) !== null)
}

function isOwner(real: StandIn['real'], owner: SymbolRef): boolean {
  return real !== null && real !== 'elsewhere' && real.file === owner.file && real.name === owner.name
}

/** A file of the product, besides the class's own, that asked for the old name and asks for the new one alone. */
function hasMigratedCaller({ symbol, newSymbol, file: own }: ContractChange, { before, after, product }: Trees): boolean {
  const [old, now] = [lastPart(symbol), newSymbol ?? ''].map((name) => new RegExp(`\\.${name.replaceAll('$', '\\$')}(?![\\w$])`))
  return product.some((path) => {
    const [was, is] = [before.text(path), after.text(path)]
    return (
      path !== own &&
      was !== undefined &&
      is !== undefined &&
      was !== is &&
      old?.test(was) === true &&
      now?.test(is) === true &&
      !old.test(is)
    )
  })
}
