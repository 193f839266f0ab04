import type { ContractChange } from '../../../model/contract-change.ts'
import { languageOf, moduleStem } from '../../languages/index.ts'
import type { Import, SyntaxTree } from '../../languages/language.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { ForeignEdit } from '../foreign-edit.ts'

type Binding = Pick<Import, 'specifier' | 'imported' | 'local' | 'line'>

/**
 * A file's imports bind the same before and after, except for declared names and places: a name may be imported from where it moved
 * to, or under its new name, but must not be bound to anything else.
 */
export function importsAgree(path: string, before: SyntaxTree, after: SyntaxTree, changes: readonly ContractChange[]): ForeignEdit | null {
  const language = languageOf(path)
  if (!language) return { line: 1, reason: 'its language is not known' }
  const [old, now] = [language.imports(before), language.imports(after)]
  const [gone, added] = [without(old, now), without(now, old)]
  const foreign = added.find(
    (binding) =>
      !changes.some((change) => gone.some((one) => follows(one, binding, change, path))) &&
      // a name that the file says already would come to mean something else
      !changes.some((change) => isNewHome(binding, change, old, path) && !wholeWord(binding.local ?? '').test(before.text)),
  )
  if (foreign)
    return {
      line: gone[0]?.line ?? foreign.line,
      reason: `the import of '${foreign.imported ?? foreign.specifier}' is not one that the source declares`,
    }
  const lost = gone.find((binding) => !changes.some((change) => added.some((one) => follows(binding, one, change, path))))
  return lost ? { line: lost.line, reason: `the import of '${lost.imported ?? lost.specifier}' was dropped` } : null
}

function without(bindings: readonly Binding[], others: readonly Binding[]): readonly Binding[] {
  return bindings.filter(
    (one) => !others.some((other) => other.specifier === one.specifier && other.imported === one.imported && other.local === one.local),
  )
}

function follows(old: Binding, now: Binding, change: ContractChange, path: string): boolean {
  const [oldName, newName] = [firstPart(change.symbol), firstPart(change.newSymbol ?? change.symbol)]
  const place = old.specifier === now.specifier || namesFile(now.specifier, change.file, path)
  if (old.imported === null) {
    return now.imported === null && namesFile(old.specifier, change.oldFile, path) && namesFile(now.specifier, change.file, path)
  }
  const asModule =
    namesFile(`${old.specifier}.${old.imported}`, change.oldFile, path) && namesFile(`${now.specifier}.${now.imported}`, change.file, path)
  const name = (old.imported === oldName && now.imported === newName) || (old.imported === 'default' && now.imported === 'default')
  const sameModule =
    old.imported === now.imported && namesFile(old.specifier, change.oldFile, path) && namesFile(now.specifier, change.file, path)
  const local = old.local === now.local || (old.local === old.imported && now.local === now.imported)
  return local && (asModule || sameModule || (name && place))
}

/** The module that something moved to, beside the one that it was read from and that the file needs for the rest. */
function isNewHome({ specifier, imported, local }: Binding, change: ContractChange, old: readonly Binding[], path: string): boolean {
  const isModule = (binding: Pick<Binding, 'specifier' | 'imported'>, file: string): boolean =>
    namesFile(binding.imported === null ? binding.specifier : `${binding.specifier}.${binding.imported}`, file, path)
  if (change.kind !== 'moved' || !isModule({ specifier, imported }, change.file)) return false
  return local !== null && local === imported && old.some((binding) => isModule(binding, change.oldFile))
}

function firstPart(symbol: string): string {
  return symbol.split('.')[0] ?? symbol
}

/** Whether a specifier, as written in `path`, means this file: `shop.cart`, `.cart`, `../src/cart.js`, or an alias that ends alike. */
function namesFile(specifier: string, file: string, path: string): boolean {
  const stem = moduleStem(file)
  if (/^\.{1,2}\//.test(specifier)) {
    const target = normalise([...path.split('/').slice(0, -1), ...specifier.split('/')]).replace(/(?:\/index)?(?:\.[cm]?[jt]sx?)?$/, '')
    return target === stem
  }
  const slashed = specifier.includes('/')
    ? specifier.replace(/^[@~#]\/?/, '').replace(/\.[cm]?[jt]sx?$/, '')
    : specifier.replace(/^\.+/, '').replaceAll('.', '/')
  return slashed !== '' && (stem === slashed || stem.endsWith(`/${slashed}`))
}

function normalise(parts: readonly string[]): string {
  const result: string[] = []
  for (const part of parts) {
    if (part === '..') result.pop()
    else if (part !== '.') result.push(part)
  }
  return result.join('/')
}
