import type { SourceFile } from '../../changes/resolve/project.ts'
import { dottedParts } from '../../changes/resolve/resolve-expression.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Import } from '../../languages/language.ts'
import { lineBelow } from './import-line.ts'
import { moduleSpecifier } from './module-specifier.ts'
import type { MovedUse } from './moved-use.ts'

/** Follows `module.name` to the module where the name is now. */
export function movedMembers(file: SourceFile, uses: readonly MovedUse[], trees: Trees): readonly TextEdit[] | null {
  const byImport = Map.groupBy(uses, (use) => rootImport(use))
  const edits: TextEdit[] = []
  for (const [entry, group] of byImport) {
    const targets = new Set(group.map(({ change }) => change.file))
    const [target] = targets
    const found = entry === null || target === undefined || targets.size > 1 ? null : throughImport(file, entry, group, target, trees)
    if (found === null) return null
    edits.push(...found)
  }
  return edits
}

function rootImport({ site }: MovedUse): Import | null {
  const binding = site.kind === 'member' ? dottedParts(site.expression)?.root.binding : undefined
  return binding?.kind === 'import' ? binding.import : null
}

function throughImport(
  file: SourceFile,
  entry: Import,
  group: readonly MovedUse[],
  target: string,
  trees: Trees,
): readonly TextEdit[] | null {
  const { modules } = file.language
  const submodule = entry.imported === null ? null : modules.submodule(entry.specifier, entry.imported)
  const isModuleName = submodule !== null
  const specifier = moduleSpecifier(submodule ?? entry.specifier, file, target, trees.before, trees.after)
  if (specifier === null || (!isModuleName && entry.imported !== null)) return null
  const names = group.flatMap(({ change, site }) => rename(change.newSymbol, site))
  const uses = file.bindings().names.filter((name) => name.binding?.kind === 'import' && name.binding.import === entry)
  const isAll = uses.length === group.length
  // a name of its own hides where the module is: only the import changes
  const isAliased = !modules.readsByPath || (entry.imported === null && !entry.bindsRoot && entry.local !== entry.specifier)
  if (isAliased && isAll) return [{ ...entry.specifierRange, replacement: specifier }, ...names]
  const inPackage = isAll && isModuleName && entry.local !== entry.imported ? throughPackage(file, entry, specifier) : null
  if (inPackage !== null) return [...inPackage, ...names]
  const prefixed = prefixEdits(file, entry, group, specifier, isAll, isAliased || isModuleName)
  return prefixed === null ? null : [...prefixed, ...names]
}

/** `from package import module as name`: only the import changes, as the name hides where the module is. */
function throughPackage(file: SourceFile, entry: Import, specifier: string): readonly TextEdit[] | null {
  const isSole = file.imports().filter((other) => other.statement === entry.statement).length === 1
  const name = specifier.split('.').at(-1) ?? ''
  const parent = specifier.slice(0, -name.length).replace(/([^.])\.$/, '$1')
  if (parent === '' || entry.importedRange === null || (parent !== entry.specifier && !isSole)) return null
  const rename = { ...entry.importedRange, replacement: name }
  return parent === entry.specifier ? [rename] : [{ ...entry.specifierRange, replacement: parent }, rename]
}

/** Imports the new module beside or instead of the old one, and reads the names from it. */
function prefixEdits(
  file: SourceFile,
  entry: Import,
  group: readonly MovedUse[],
  specifier: string,
  isAll: boolean,
  isByName: boolean,
): readonly TextEdit[] | null {
  const written = file.language.importLines.moduleLine(specifier, isByName)
  if (written === null) return null
  const { line, local } = written
  const isTaken = isByName && (file.bindings().boundNames.has(local) || local === specifier)
  if (isTaken || specifier.startsWith('.')) return null
  const isSole = file.imports().filter((other) => other.statement === entry.statement).length === 1
  const { start, end } = entry.statement
  const statement = isAll && isSole ? { start, end, replacement: line } : lineBelow(file, entry, line)
  const prefixes = group.flatMap(({ site }) =>
    site.kind === 'member' ? [{ start: site.expression.object.start, end: site.expression.object.end, replacement: local }] : [],
  )
  return [statement, ...prefixes]
}

function rename(newName: string | null, site: MovedUse['site']): readonly TextEdit[] {
  return newName === null || site.text === newName ? [] : [{ start: site.start, end: site.end, replacement: newName }]
}
