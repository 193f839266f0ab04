import type { ContractChange } from '../../../model/contract-change.ts'
import { folderOf } from '../../languages/paths.ts'
import { visit } from '../../languages/syntax.ts'
import { arityResult } from '../results/arity-result.ts'
import { heldResult } from '../results/held-results.ts'
import { unpackingAt } from '../results/unpackings.ts'
import { asPossible, lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { isHandedIn } from './record-callers.ts'

/**
 * Places of the head's product with as many names as values came back before. What is given to them may be such values: then nobody knows
 * before they run.
 */
export function arityCallers(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const result = arityResult(change, trees)
  if (result === null) return []
  const { target, was } = result
  const owner = target.name.slice(0, target.name.length - lastPart(target.name).length)
  const now = { kind: 'symbol' as const, file: change.file, name: `${owner}${change.newSymbol ?? lastPart(target.name)}` }
  const found: UnresolvedUse[] = []
  for (const path of trees.product) {
    const file = trees.after.file(path)
    if (file === null) continue
    const isNear = folderOf(path) === folderOf(change.file) || file.text.includes(lastPart(now.name))
    visit(file.tree.root, (node) => {
      const left = unpackingAt(node, file, (value) => heldResult(trees.after, file, value, now))
      if (left?.names.length === was) found.push(unresolvedAt(file, node))
      const given = isNear ? unpackingAt(node, file, (value) => (isHandedIn(file, value) ? 'one' : null)) : null
      if (given?.names.length === was) found.push(asPossible(unresolvedAt(file, node)))
      return true
    })
    const spread = file.bindings().calls.flatMap((call) => call.arguments.filter((one) => one.spread !== 'none'))
    const isOfResult = ({ start, end }: { readonly start: number; readonly end: number }): boolean =>
      file.text.slice(start, end).includes(`${lastPart(now.name)}(`)
    found.push(...spread.filter(isOfResult).map((one) => asPossible(unresolvedAt(file, one))))
  }
  return found
}
