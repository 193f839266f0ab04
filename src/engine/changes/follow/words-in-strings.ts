import type { ContractChange } from '../../../model/contract-change.ts'
import { languageOf } from '../../languages/index.ts'
import type { SyntaxNode } from '../../languages/language.ts'
import { wholeWord } from '../../languages/whole-word.ts'
import type { SourceFile } from '../resolve/project.ts'
import { lastPart, type Trees, type UnresolvedUse, unresolvedAt } from '../uses/use-site.ts'

/**
 * The old name inside longer strings of the product, such as `'{{money total}}'`. They count only where some product file reaches
 * the changed module by names that are not written out (`helpers[name]`, `getattr(helpers, name)`): else they are prose.
 */
export function wordsInStrings(change: ContractChange, trees: Trees): readonly UnresolvedUse[] {
  const name = lastPart(change.symbol)
  const files = trees.product.filter((path) => trees.after.text(path) !== undefined)
  if (!files.some((path) => reachesByName(path, change, trees))) return []
  const word = wholeWord(name)
  return files
    .filter((path) => word.test(trees.after.text(path) ?? ''))
    .flatMap((path) => trees.after.file(path) ?? [])
    .flatMap((file) =>
      fragments(file, file.tree.root, null)
        .filter((range) => word.test(file.text.slice(range.start, range.end)))
        .map((range) => unresolvedAt(file, range)),
    )
}

/** Whether some product file asks something for a name that it does not spell out: what changed may be among it. */
export function asksForNames(change: ContractChange, trees: Trees): boolean {
  const isMember = change.symbol.includes('.')
  return trees.product.some((path) => {
    const text = trees.after.text(path) ?? ''
    if (ASKS.test(text)) return true
    return isMember ? /\bthis\[|[\w$)]\[\s*[A-Za-z_$][\w$]*\s*\]\s*\??\.?\(/.test(text) : reachesByName(path, change, trees)
  })
}

/** By reflection, whatever the object. */
const ASKS =
  /\bgetattr\(|\bglobals\(\)|\blocals\(\)|\bvars\(|\b__dict__\b|\b(?:attrgetter|methodcaller)\(|\bimport_module\(|\b__import__\(|\beval\(|\bReflect\.(?:get|apply)\(/

/** `module[name]` or `getattr(module, name)` with a name that is a value, in a file to which the changed module is bound as a whole. */
function reachesByName(path: string, change: ContractChange, trees: Trees): boolean {
  const text = trees.after.text(path) ?? ''
  if (!text.includes(moduleWord(change.file)) || !/getattr\(|[\w$)]\[\s*[A-Za-z_$]/.test(text)) return false
  const file = trees.after.file(path)
  const locals = (file?.imports() ?? [])
    .filter(
      (one) => one.imported === null && one.local !== null && file != null && trees.after.resolve(one.specifier, file) === change.file,
    )
    .map(({ local }) => local)
  return locals.some((local) => new RegExp(`(?<![\\w$.])${local}\\[\\s*[A-Za-z_$]|getattr\\(\\s*${local}\\s*,\\s*[A-Za-z_]`).test(text))
}

/** What an import of a file must mention: its own name, or its folder's; nothing for an index at the top. */
export function moduleWord(path: string): string {
  const [file = '', folder = ''] = path.split('/').toReversed()
  return languageOf(path)?.modules.isIndex(path) === true ? folder : file.replace(/(\.d)?\.\w+$/, '')
}

/** The texts of strings, without those that document: a string that is a statement. */
function fragments(file: SourceFile, node: SyntaxNode, parent: SyntaxNode | null): readonly SyntaxNode[] {
  const { is } = file.language.syntax
  if (is(node, 'fragment')) return [node]
  if (is(node, 'string') && parent !== null && is(parent, 'expressionStatement')) return []
  return node.children.flatMap((child) => fragments(file, child, node))
}
