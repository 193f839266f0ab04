import type { ContractChange } from '../../model/contract-change.ts'
import { findUnmigratedCallers } from '../changes/follow/unmigrated-callers.ts'
import { inherits } from '../changes/resolve/inherits.ts'
import { lastPart } from '../changes/uses/use-site.ts'
import { explains } from '../diagnosis/explains.ts'
import type { Sources } from '../diagnosis/sources.ts'
import { readFailure } from '../reports/failure-types/index.ts'
import type { Validated } from './validate.ts'

/**
 * Declared changes of the same commit that a second failure names, behind those that a repair followed: the test speaks more of the old
 * contract than was followed. None where the product itself raises it, or where a caller was left behind.
 */
export function namedBehind(
  second: Validated['stillFailing'][number],
  followed: readonly ContractChange[],
  { changes, configuration, trees }: Pick<Sources, 'changes' | 'configuration' | 'trees'>,
): readonly ContractChange[] {
  if (second.frames.some((path) => trees.product.includes(path))) return []
  const fields = readFailure({ exception: second.exception, message: second.message })
  const isSubclass = inherits(trees.before)
  // a class that was followed to its new name is still the owner of what it had under the old one
  const isOwner = (name: string, owner: string): boolean =>
    isSubclass(name, owner) || followed.some(({ symbol, newSymbol }) => newSymbol === name && lastPart(symbol) === owner)
  const named = changes.filter((change) => !followed.includes(change) && explains(asCertain(change, trees), fields, isOwner))
  return named.every((change) => findUnmigratedCallers(asCertain(change, trees), trees, configuration).follows) ? named : []
}

/** What is only likely of a change is where the name went; that it is gone is sure where the file declares it no longer. */
function asCertain(change: ContractChange, { after }: Sources['trees']): ContractChange {
  const isLikely = change.kind === 'likely_renamed' || change.kind === 'likely_moved'
  const isGone = [change.oldFile, change.file].every((path) => after.file(path)?.declared().has(change.symbol) !== true)
  return isLikely && isGone ? { ...change, kind: 'removed' } : change
}
