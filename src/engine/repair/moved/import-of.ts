import type { SourceFile } from '../../changes/resolve/project.ts'
import { importedName, resolveExport, type SymbolRef } from '../../changes/resolve/resolve-export.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Import } from '../../languages/language.ts'
import { importLineBelow } from './import-line.ts'
import { moduleSpecifier } from './module-specifier.ts'

/** What a file calls a declaration of the head, and the edits that make it known there. */
export type Imported = { readonly local: string; readonly edits: readonly TextEdit[] }

/** `null` where the name is taken, or no import of the file shows how to write this one. */
export function importOf(file: SourceFile, symbol: Omit<SymbolRef, 'kind'>, { before, after }: Trees): Imported | null {
  const isIt = (found: ReturnType<typeof resolveExport>): boolean =>
    found?.kind === 'symbol' && found.file === symbol.file && found.name === symbol.name
  const moduleOf = ({ specifier, imported, bindsRoot }: Import): string | null => {
    if (imported === null) return bindsRoot ? null : after.resolve(specifier, file)
    const found = imported === '*' ? null : importedName(after, file, specifier, imported)
    return found?.kind === 'module' ? found.file : null
  }
  const bound = file.imports().filter((entry) => entry.local !== null && !entry.reexport)
  const names = bound.filter((entry) => entry.imported !== null && entry.imported !== '*')
  const known = names.find((entry) => isIt(importedName(after, file, entry.specifier, entry.imported ?? '')))
  if (known?.local != null) return { local: known.local, edits: [] }
  const module = bound.find((entry) => {
    const path = moduleOf(entry)
    return path !== null && isIt(resolveExport(after, path, symbol.name))
  })
  if (module?.local != null) return { local: `${module.local}.${symbol.name}`, edits: [] }
  if (symbol.name.includes('.') || file.bindings().boundNames.has(symbol.name)) return null
  const beside = names.findLast((entry) => {
    const path = after.resolve(entry.specifier, file)
    return path !== null && handsOut(path, symbol.file) && isIt(importedName(after, file, entry.specifier, symbol.name))
  })
  if (beside !== undefined) return { local: symbol.name, edits: [intoList(file, beside, symbol.name)] }
  for (const entry of names) {
    const specifier =
      after.resolve(entry.specifier, file) === null ? null : moduleSpecifier(entry.specifier, file, symbol.file, before, after)
    const line = specifier === null ? null : importLineBelow(file, entry, specifier, [{ name: symbol.name, local: null, isType: false }])
    if (line !== null) return { local: symbol.name, edits: [line] }
  }
  return null
}

/** A package hands out what is in it; another module only uses it. */
function handsOut(path: string, home: string): boolean {
  return path === home || /(?:^|\/)(?:__init__\.pyi?|index\.[cm]?[jt]sx?)$/.test(path)
}

/** Into the list of a statement: where the alphabet has it, if the list follows that, else at the end. */
function intoList(file: SourceFile, beside: Import, name: string): TextEdit {
  const list = file.imports().filter(({ statement }) => statement === beside.statement)
  const texts = list.map(({ item }) => file.text.slice(item.start, item.end))
  const isSorted = texts.every((text, index) => index === 0 || (texts[index - 1] ?? '') <= text)
  const at = isSorted ? texts.findIndex((text) => text > name) : -1
  const [first, second] = list
  const between = first !== undefined && second !== undefined ? file.text.slice(first.item.end, second.item.start) : ', '
  const separator = /^\s*,\s*$/.test(between) ? between : ', '
  const next = list[at]
  if (next !== undefined) return { start: next.item.start, end: next.item.start, replacement: `${name}${separator}` }
  const end = list.at(-1)?.item.end ?? beside.item.end
  return { start: end, end, replacement: `${separator}${name}` }
}
