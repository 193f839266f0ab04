import type { ContractChange } from '../../../model/contract-change.ts'
import { isConstructorName } from '../../languages/index.ts'
import type { ExpressionOf } from '../../languages/language.ts'
import { resolveExpression } from '../resolve/resolve-expression.ts'
import { isSoleBearer } from './bearers.ts'
import { siteAt } from './symbol-sites.ts'
import { changedSymbol, lastPart, type Trees, type UseSite } from './use-site.ts'

/** Where a file mentions what a change is about, whether that still works or not: for changes that break nobody's syntax. */
export function referenceSites(change: ContractChange, path: string, trees: Trees): readonly UseSite[] {
  const file = trees.before.file(path)
  const target = file === null ? null : changedSymbol(change, trees.before)
  if (file === null || target === null) return []
  const { names, memberAccesses } = file.bindings()
  const isTarget = (expression: ExpressionOf<'name'> | ExpressionOf<'member'>): boolean => {
    const found = resolveExpression(trees.before, file, expression)
    if (found.kind === 'unknown' && expression.kind === 'member') return isSole
    return found.kind === 'symbol' && found.file === target.file && found.name === target.name
  }
  // for a property that became a method (or back) the name is enough on an unresolved object, if no other member has that name
  const isSole = /^became_(?:property|method)$/.test(change.kind) && isSoleBearer(trees, target)
  const isConstructor = isConstructorName(lastPart(target.name))
  const owner = isConstructor ? { ...target, name: target.name.slice(0, -lastPart(target.name).length - 1) } : target
  const isOwner = (expression: ExpressionOf<'name'>): boolean => {
    const found = resolveExpression(trees.before, file, expression)
    return isConstructor && found.kind === 'symbol' && found.file === owner.file && found.name === owner.name
  }
  return [
    ...names
      .filter((one) => isTarget(one) || isOwner(one))
      .map((expression) => ({ kind: 'name' as const, expression, ...siteAt(file, expression) })),
    ...memberAccesses
      .filter((one) => one.name === lastPart(target.name) && isTarget(one))
      .map((expression) => ({ kind: 'member' as const, expression, ...siteAt(file, expression.nameRange) })),
  ]
}
