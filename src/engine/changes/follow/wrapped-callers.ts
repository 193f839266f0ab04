import type { ContractChange } from '../../../model/contract-change.ts'
import { bareCalls } from '../results/wrapped-calls.ts'
import { wrappedResult } from '../results/wrapped-result.ts'
import { asPossible, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/** Calls in the head's product that do not read the field: they may hand the whole on, which only a run can tell. */
export function wrappedCallers(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const result = wrappedResult(change, trees)
  if (result === null) return []
  const { name } = result.target
  const owner = name.slice(0, name.length - lastPart(name).length)
  const target = { kind: 'symbol' as const, file: change.file, name: `${owner}${change.newSymbol ?? lastPart(name)}` }
  return trees.product
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => bareCalls(trees.after, file, result, target).map(({ node }) => asPossible(unresolvedAt(file, node))))
}
