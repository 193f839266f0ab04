import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import { changeOfPair, unmatchedDeclaration } from './change-of-pair.ts'

/** These say what a member is, and are told apart by themselves. */
const OWN_KIND = /^(property|staticmethod|classmethod|overload|(\w+\.)*cached_property|abstractmethod)\b/

/** Decorators that came, went or have other arguments. */
export function decoratorChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.flatMap((pair) => {
    const [old, now] = [pair.before, pair.after].map(({ declaration }) =>
      declaration.decorators.filter((text) => !OWN_KIND.test(text)),
    ) as [string[], string[]]
    const [gone, come] = [unmatchedDeclaration(old, now), unmatchedDeclaration(now, old)]
    return gone.length + come.length === 0 ? [] : [changeOfPair(pair, 'decorators_changed', gone.join(', '), come.join(', '))]
  })
}
