import type { ContractChange } from '../../../model/contract-change.ts'
import type { ExpressionOf } from '../../languages/language.ts'
import { escapeRegExp } from '../../languages/whole-word.ts'
import { isModuleMove } from '../compare/module-moves.ts'
import type { SourceFile } from '../resolve/project.ts'
import { resolvePath } from '../uses/string-sites.ts'
import { asPossible, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'
import { isLabel } from './labels.ts'
import { asksForNames } from './words-in-strings.ts'

/**
 * The old name in quotes, at the end of a path or in `__all__`; after a move only with the old module. Alone it may be anything, and nothing
 * where no product file asks for names at run time.
 */
export function quotedNames(change: ContractChange, file: SourceFile, trees: Trees, word: string): readonly UnresolvedUse[] {
  const isMoveOnly = change.kind === 'moved' && change.newSymbol === change.symbol
  const module = escapeRegExp(change.before.replace(/^.*[./](?=\w+(\.\w+)?$)/, '').replace(/\.[cm]?[jt]sx?$/, ''))
  const whole = isModuleMove(change)
    ? `${escapeRegExp(change.before)}([.:][\\w.:]*)?`
    : isMoveOnly
      ? `${module}[.:]${escapeRegExp(word)}`
      : escapeRegExp(word)
  const pattern = new RegExp(`^([\\w.:/@-]*[^\\w$])?${whole}$`)
  const specifiers = new Set(file.imports().map(({ specifierRange }) => specifierRange.start))
  return file
    .bindings()
    .strings.filter((string) => pattern.test(string.value) && !specifiers.has(string.inside.start))
    .filter((string) => !isModuleMove(change) || (goesOn(change, file, trees, string.value) && !isLabel(file, string)))
    .flatMap((string) => {
      const use = unresolvedAt(file, string)
      if (string.value !== word || isListed(file, string.start)) return [use]
      const holder = indexedBy(file, string)
      if (holder !== null && isModule(change, file, trees, holder)) return [use]
      const isMember = holder !== null && change.symbol.includes('.') && file.language.calling.namesArgumentsBy === 'objectKeys'
      return isMember || asksForNames(change, trees) ? [asPossible(use)] : []
    })
}

/** Beyond the module's own name: `shop.cart:total`, and `shop.cart.total` where there was a `total`. A module's name alone may be a label. */
function goesOn({ before }: ContractChange, file: SourceFile, trees: Trees, value: string): boolean {
  const path = value.slice(value.indexOf(before))
  if (path.includes(':')) return true
  return path !== before && resolvePath(trees.before, file, path).every((part) => part !== null)
}

/** In the list of what a module hands out. */
function isListed({ text }: SourceFile, at: number): boolean {
  return [...text.matchAll(/__all__[^\n[(]*[[(][^\])]*/g)].some(({ index, 0: list }) => index <= at && at < index + list.length)
}

/** What a string is the index of: `cart` in `cart['total']`; '' for more than a name, `null` where it is no index. */
function indexedBy({ text }: SourceFile, { start, end }: ExpressionOf<'string'>): string | null {
  if (!/^\s*\]/.test(text.slice(end, end + 20))) return null
  const before = /([\w$]*)[\])]?\s*(?:\?\.)?\[\s*$/.exec(text.slice(Math.max(0, start - 100), start))
  return before === null ? null : (before[1] ?? '')
}

/** Whether a name is bound to the changed module as a whole. */
function isModule(change: ContractChange, file: SourceFile, { before, after }: Trees, name: string): boolean {
  return file
    .imports()
    .some(
      ({ imported, local, specifier }) =>
        imported === null && local === name && [before.resolve(specifier, file), after.resolve(specifier, file)].includes(change.oldFile),
    )
}
