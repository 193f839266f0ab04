import type { ContractChange } from '../../../model/contract-change.ts'
import { changedSymbol, type Trees } from '../uses/use-site.ts'
import { declarationOf, successorOf } from './sibling-names.ts'

/** The renaming of a field as one of the constructor that is generated from the fields; `null` where there is none. */
export function constructorChange(change: ContractChange, { before, after }: Trees): ContractChange | null {
  const [old, now] = [declarationOf(change, before), successorOf(change, after)]
  const target = changedSymbol(change, before)
  if (old?.kind !== 'property' || target === null || now === undefined) return null
  const owner = before
    .file(target.file)
    ?.declared()
    .get(old.container ?? '')?.[0]
  const heir = after
    .file(change.file)
    ?.declared()
    .get(now.container ?? '')?.[0]
  if (owner === undefined || heir === undefined || owner.parameters.length === 0) return null
  return {
    ...{ ...change, kind: 'parameter_renamed', symbol: owner.qualifiedName, before: old.name, after: now.name },
    ...{ file: change.file, line: heir.line, newSymbol: heir.name },
    ...{ oldParameters: [...owner.parameters], newParameters: [...heir.parameters] },
  }
}

/** Whether a renamed parameter is a field as well. */
export function isField(change: ContractChange, { before }: Trees): boolean {
  const target = change.kind === 'parameter_renamed' ? changedSymbol(change, before) : null
  return target !== null && before.file(target.file)?.declared().get(`${target.name}.${change.before}`)?.[0]?.kind === 'property'
}
