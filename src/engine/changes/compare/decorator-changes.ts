import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import { changeOfPair, unmatchedDeclaration } from './change-of-pair.ts'

/** Decorators that define the kind of a member; compared separately. */
const OWN_KIND = /^(property|staticmethod|classmethod|overload|(\w+\.)*cached_property|abstractmethod)\b/

/** Decorators that were added, removed or have different arguments. */
export function decoratorChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.flatMap((pair) => {
    const [old, now] = [pair.before, pair.after].map(({ declaration }) =>
      declaration.decorators.filter((text) => !OWN_KIND.test(text)),
    ) as [string[], string[]]
    const [gone, come] = [unmatchedDeclaration(old, now), unmatchedDeclaration(now, old)]
    return gone.length + come.length === 0 ? [] : [changeOfPair(pair, 'decorators_changed', gone.join(', '), come.join(', '))]
  })
}
