import type { ExpressionOf } from '../../languages/language.ts'
import { typedKeys } from '../follow/field-keys.ts'
import type { SourceFile } from '../resolve/project.ts'
import type { SymbolRef } from '../resolve/resolve-export.ts'
import { findMember, type ResolvedValue, resolveExpression } from '../resolve/resolve-expression.ts'
import { stringSites } from './string-sites.ts'
import { siteAt } from './symbol-sites.ts'
import { lastPart, type Trees, type UnresolvedUse, type UseSite, type UseSites, unresolvedAt } from './use-site.ts'

/** Members that built-in types of the language carry: on an unknown object they prove nothing. */
const COMMON =
  /^(add|append|apply|bind|call|catch|clear|close|copy|count|decode|delete|encode|endswith|entries|extend|filter|find|finally|flush|forEach|format|get|group|has|index|indexOf|insert|items|join|json|keys|length|lower|map|match|name|open|path|pop|push|read|reduce|remove|replace|reverse|search|set|size|slice|some|sort|split|start|startswith|status|stop|strip|test|text|then|title|toString|update|upper|url|value|values|write)$/

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
    else doubtful.push(unresolvedAt(file, expression.nameRange))
  }
  return { sites, doubtful }
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

/** On an unknown object a name is followed only when nothing in the head's product bears it any more. */
function isOnlyBearer(file: SourceFile, trees: Trees, expression: ExpressionOf<'member'>): boolean {
  return (
    !COMMON.test(expression.name) &&
    !isDeclared(trees, expression.name) &&
    !file.declarations().some((declaration) => declaration.name === expression.name)
  )
}

/** Whether nothing else in the base's product, nor a built-in type, bears the name of this member. */
export function isSoleBearer({ before, product }: Trees, target: SymbolRef): boolean {
  const name = lastPart(target.name)
  const isOther = (path: string): boolean =>
    before.text(path)?.includes(name) === true &&
    before
      .file(path)
      ?.declarations()
      .some((one) => one.name === name && !(path === target.file && one.qualifiedName === target.name)) === true
  return target.name.includes('.') && !COMMON.test(name) && !product.some(isOther)
}

function isDeclared({ after, product }: Trees, name: string): boolean {
  return product.some(
    (path) =>
      after.text(path)?.includes(name) === true &&
      after
        .file(path)
        ?.declarations()
        .some((declaration) => declaration.name === name || declaration.parameters.some((parameter) => parameter.name === name)) === true,
  )
}
