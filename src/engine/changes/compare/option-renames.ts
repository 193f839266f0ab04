import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import type { Counts } from '../pairing/similarity.ts'
import { areFollowed, without } from '../pairing/use-contexts.ts'
import { publicName } from '../resolve/export-names.ts'
import { type OptionKey, optionKeys } from '../resolve/option-keys.ts'
import { changeOfPair } from './change-of-pair.ts'

/**
 * Keys of options objects that got another name. One key is another's successor only when both are read in the very same way,
 * have the same default and no rival, and the callers of the commit pass the same values under the new one.
 */
export function optionRenames(comparison: Comparison): readonly ContractChange[] {
  return comparison.pairs.flatMap((pair) => renamesIn(comparison, pair))
}

function renamesIn({ baseSide, headSide }: Comparison, pair: Pair): readonly ContractChange[] {
  const { before, after } = pair
  const isPublic = publicName(before.file, before.declaration.qualifiedName) !== null
  const isSole = [before, after].every(({ file, declaration }) => file.declared().get(declaration.qualifiedName)?.length === 1)
  if (!isPublic || !isSole || !/^(function|method)$/.test(before.declaration.kind)) return []
  const [old, fresh] = [optionKeys(before.file, before.declaration), optionKeys(after.file, after.declaration)]
  const gone = old.filter((key) => !fresh.some((other) => other.place === key.place && other.name === key.name))
  const come = fresh.filter((key) => !old.some((other) => other.place === key.place && other.name === key.name))
  const isSuccessor = (one: OptionKey, other: OptionKey): boolean =>
    one.place === other.place &&
    one.default === other.default &&
    (isSame(one.uses(locals(gone)), other.uses(locals(come))) || (one.local === other.local && one.local !== one.name)) &&
    isPassedAlike(
      without(baseSide.keyContexts(one.name, names(gone)), headSide.keyContexts(one.name)),
      without(headSide.keyContexts(other.name, names(come)), baseSide.keyContexts(other.name)),
    )
  return gone.flatMap((one) => {
    const [only, ...others] = come.filter((other) => isSuccessor(one, other))
    const isSoleHeir = only !== undefined && others.length === 0 && gone.every((rival) => rival === one || !isSuccessor(rival, only))
    return isSoleHeir ? [changeOfPair(pair, 'option_renamed', one.name, only.name)] : []
  })
}

function names(keys: readonly OptionKey[]): ReadonlySet<string> {
  return new Set(keys.map((key) => key.name))
}

function locals(keys: readonly OptionKey[]): ReadonlySet<string> {
  return new Set(keys.map((key) => key.local))
}

/** Alike in every single place, and in one at least. */
function isSame(one: Counts, other: Counts): boolean {
  return one.size > 0 && one.size === other.size && [...one].every(([context, count]) => other.get(context) === count)
}

/** Where callers changed the key, the values beside it stayed. */
function isPassedAlike(gone: Counts, come: Counts): boolean {
  return gone.size === 0 || areFollowed(gone, come)
}
