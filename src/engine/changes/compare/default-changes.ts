import type { ContractChange, Parameter } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import { changeOfPair, isEdited } from './change-of-pair.ts'

/** Parameters that kept their name and got another default, a first one, or none any more. */
export function defaultChanges({ pairs }: Comparison): readonly ContractChange[] {
  return pairs.filter(isEdited).flatMap((pair) =>
    pair.before.declaration.parameters.flatMap((old) => {
      const now = pair.after.declaration.parameters.find((parameter) => parameter.name === old.name)
      return now === undefined || now.default === old.default ? [] : [changeOfPair(pair, 'default_changed', written(old), written(now))]
    }),
  )
}

function written({ name, default: value }: Parameter): string {
  return value === null ? name : `${name}=${value}`
}
