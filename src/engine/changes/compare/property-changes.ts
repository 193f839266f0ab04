import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { Pair } from '../pairing/pair-declarations.ts'
import { changeOfPair } from './change-of-pair.ts'

/** Methods that are read as properties now, and properties that are called. */
export function propertyChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.flatMap((pair) => {
    const [was, is] = [isRead(pair.before), isRead(pair.after)]
    const name = pair.after.declaration.name
    if (pair.before.declaration.container === null || was === is) return []
    return [is ? changeOfPair(pair, 'became_property', `${name}()`, name) : changeOfPair(pair, 'became_method', name, `${name}()`)]
  })
}

function isRead({ declaration }: Pair['before']): boolean {
  return declaration.kind === 'property' || declaration.isProperty
}
