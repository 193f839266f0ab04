import type { ContractChange } from '../../model/contract-change.ts'
import type { SecondFailure } from '../../model/runs/candidate-runs.ts'
import { allFollow } from '../changes/possible/callers.ts'
import { inherits } from '../changes/resolve/inherits.ts'
import { lastPart } from '../changes/uses/use-site.ts'
import { useSites } from '../changes/uses/use-sites.ts'
import { explains } from '../diagnosis/explains.ts'
import { showsProperty } from '../diagnosis/property-result.ts'
import { showsResult } from '../diagnosis/result-shape.ts'
import type { Sources } from '../diagnosis/sources/sources.ts'
import { readFailure } from '../reports/failure-types/index.ts'

/**
 * Declared changes of the same commit that a second failure names, besides those that a repair followed: the test uses more of the old
 * contract than was followed. None where the product itself raises it, or where a caller still uses the old contract.
 */
export function secondChanges(
  second: SecondFailure,
  followed: readonly ContractChange[],
  { changes, callersOf, crossingOf, trees }: Pick<Sources, 'callersOf' | 'changes' | 'crossingOf' | 'trees'>,
): readonly ContractChange[] {
  if (second.frames.some((path) => trees.product.includes(path))) return []
  const fields = readFailure({ exception: second.exception, message: second.message })
  const isSubclass = inherits(trees.before)
  // a class that was followed to its new name is still the owner of what it had under the old one
  const isOwner = (name: string, owner: string): boolean =>
    isSubclass(name, owner) || followed.some(({ symbol, newSymbol }) => newSymbol === name && lastPart(symbol) === owner)
  const isFollowed = (change: ContractChange): boolean => followed.some((one) => one === change || isSameChange(one, change))
  const isUsed = (change: ContractChange): boolean => second.frames.some((path) => useSites(change, path, trees).sites.length > 0)
  const isShown = (change: ContractChange): boolean =>
    explains(asCertain(change, trees), fields, isOwner) ||
    showsResult(change, { message: second.message, actual: null, expected: null }, trees) ||
    (isUsed(change) && showsProperty(change, second.message, fields.actual ?? ''))
  const named = changes.filter((change) => !isFollowed(change) && isShown(change))
  const isClear = (change: ContractChange): boolean => allFollow(callersOf(asCertain(change, trees))) && crossingOf(change) === null
  return named.every(isClear) ? named : []
}

/** A change that came back from a report is equal to the one that was read, but not the same value. */
export function isSameChange(one: ContractChange, other: ContractChange): boolean {
  return (
    one.kind === other.kind &&
    one.symbol === other.symbol &&
    one.oldFile === other.oldFile &&
    one.line === other.line &&
    one.before === other.before
  )
}

/** For a likely change only the new name is uncertain; that the old one is gone is certain if the file no longer declares it. */
function asCertain(change: ContractChange, { after }: Sources['trees']): ContractChange {
  const isLikely = change.kind === 'likely_renamed' || change.kind === 'likely_moved'
  const isGone = [change.oldFile, change.file].every((path) => after.file(path)?.declared().has(change.symbol) !== true)
  return isLikely && isGone ? { ...change, kind: 'removed' } : change
}
