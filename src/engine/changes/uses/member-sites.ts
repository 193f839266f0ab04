import { wholeWord } from '../../languages/whole-word.ts'
import { typedKeys } from '../follow/field-keys.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember, type ResolvedValue, resolveExpression } from '../resolve/resolve-expression.ts'
import { COMMON, isOnlyBearer } from './bearers.ts'
import { stringSites } from './string-sites.ts'
import { siteAt } from './symbol-sites.ts'
import { asPossible, lastPart, type Trees, type UnresolvedUse, type UseSite, type UseSites, unresolvedAt } from './use-site.ts'

/** Uses of a class's member: `object.name` where the object is one of the class, overrides in test classes, names in quotes. */
export function memberSites(file: SourceFile, trees: Trees, target: SymbolRef): UseSites {
  const name = lastPart(target.name)
  const isTarget = (denotation: ResolvedValue): boolean => denotation.kind === 'symbol' && isSameMember(trees, denotation, target)
  const sites: UseSite[] = [...overrides(file, trees, target), ...stringSites(file, trees, isTarget), ...typedKeys(file, trees, target)]
  const doubtful: UnresolvedUse[] = []
  for (const expression of file.bindings().memberAccesses) {
    if (expression.name !== name) continue
    const denotation = resolveExpression(trees.before, file, expression)
    const isSure = isTarget(denotation)
    if (!isSure && denotation.kind !== 'unknown') continue
    if (isSure || isOnlyBearer(file, trees, expression)) sites.push({ kind: 'member', expression, ...siteAt(file, expression.nameRange) })
    else doubtful.push(receiverOf(file, trees, target, unresolvedAt(file, expression.nameRange)))
  }
  return { sites, doubtful }
}

/**
 * A receiver of an unknown type. Classes beside the member's own that bear the same name are used alike: with them it was meant. Else
 * only the name is known.
 */
function receiverOf(file: SourceFile, trees: Trees, target: SymbolRef, use: UnresolvedUse): UnresolvedUse {
  const name = lastPart(target.name)
  const owner = target.name.slice(0, -name.length - 1)
  const beside = trees.before.file(target.file)?.declarations() ?? []
  const siblings = beside.flatMap((one) => (one.name === name && one.container !== null && one.container !== owner ? [one.container] : []))
  // everything has an `add`: the file must speak of the classes
  const isMeant = !COMMON.test(name) || [owner, ...siblings].some((word) => wholeWord(lastPart(word)).test(file.text))
  return siblings.length > 0 && isMeant ? use : asPossible(use)
}

/** The member itself, or the one of a class outside of the product that overrides it. */
function isSameMember(trees: Trees, found: SymbolRef, target: SymbolRef): boolean {
  if (found.file === target.file && found.name === target.name) return true
  const name = lastPart(target.name)
  return lastPart(found.name) === name && !trees.product.includes(found.file) && overridden(trees, found)?.name === target.name
}

function overridden(trees: Trees, found: SymbolRef): SymbolRef | null {
  const owner = found.name.slice(0, found.name.lastIndexOf('.'))
  const file = trees.before.file(found.file)
  for (const base of file?.bindings().bases.get(owner) ?? []) {
    const parent = file === null ? null : resolveExpression(trees.before, file, base)
    const member = parent?.kind === 'symbol' ? findMember(trees.before, parent, lastPart(found.name)) : null
    if (member !== null)
      return trees.product.includes(member.file) || trees.after.paths.has(member.file) === false ? member : overridden(trees, member)
  }
  return null
}

/** Definitions in this file that override the member. */
function overrides(file: SourceFile, trees: Trees, target: SymbolRef): readonly UseSite[] {
  if (trees.product.includes(file.path)) return []
  return file
    .declarations()
    .filter((declaration) => declaration.container !== null && declaration.name === lastPart(target.name))
    .filter((declaration) => isSameMember(trees, { kind: 'symbol', file: file.path, name: declaration.qualifiedName }, target))
    .map((declaration) => ({ kind: 'declaration' as const, ...siteAt(file, declaration.nameRange) }))
}

/** Members of product classes that overrode the old name and still bear it: nobody calls them any more. */
export function unmigratedOverrides(file: SourceFile, trees: Trees, target: SymbolRef): readonly UnresolvedUse[] {
  const name = lastPart(target.name)
  return file
    .declarations()
    .filter((declaration) => declaration.container !== null && declaration.name === name)
    .filter(({ qualifiedName }) => {
      const found = overridden(trees, { kind: 'symbol', file: file.path, name: qualifiedName })
      return found?.file === target.file && found.name === target.name
    })
    .map((declaration) => unresolvedAt(file, declaration.nameRange))
}
