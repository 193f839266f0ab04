import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import { ONE_VALUE, wrapperOf } from '../results/wrapped-result.ts'
import { changeOfPair, isEdited } from './change-of-pair.ts'
import { resultShapeOf } from './result-changes.ts'

/** One value that comes back within an object of the repository now, or under a key. */
export function wrappedChanges({ pairs, head }: Comparison): readonly ContractChange[] {
  return pairs.filter(isEdited).flatMap((pair) => {
    if (!/^(function|method)$/.test(pair.before.declaration.kind) || resultShapeOf(pair.before) !== null) return []
    const now = resultShapeOf(pair.after)
    return now === null || wrapperOf(pair.before, pair.after, head) === null ? [] : [changeOfPair(pair, 'result_changed', ONE_VALUE, now)]
  })
}
