import type { ContractChange } from '../../../model/contract-change.ts'
import { isSoleBearer } from '../uses/bearers.ts'
import { callSites } from '../uses/call-sites.ts'
import { changedSymbol, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/** Places of the head's product that still call what is read as a property now. */
export function propertyCallers(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const target = change.kind === 'became_property' ? changedSymbol(change, trees.before) : null
  if (target === null) return []
  const isSole = isSoleBearer(trees, target)
  return trees.product
    .filter((path) => trees.after.text(path)?.includes(`${lastPart(change.newSymbol ?? change.symbol)}(`) === true)
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) => {
      const { sites, unknown } = callSites(change, file, trees, target)
      return [...sites, ...(isSole ? unknown : [])].map((site) => unresolvedAt(file, site))
    })
}
