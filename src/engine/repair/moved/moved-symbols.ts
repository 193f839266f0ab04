import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { listDeletions, type TextEdit } from '../../changes/uses/list-deletions.ts'
import { resolvePath } from '../../changes/uses/string-sites.ts'
import type { Trees, UseSite } from '../../changes/uses/use-site.ts'
import { lastPart } from '../../changes/uses/use-site.ts'
import type { Import } from '../../languages/language.ts'
import { importLineBelow } from './import-line.ts'
import { moduleSpecifier } from './module-specifier.ts'
import { movedMembers } from './moved-members.ts'
import type { MovedUse } from './moved-use.ts'

type MovedImport = { readonly entry: Import; readonly specifier: string; readonly name: string }

/** The edits that make a file import declarations from where they are now; `null` when one of its uses can't be followed. */
export function movedSymbols(file: SourceFile, uses: readonly MovedUse[], trees: Trees): readonly TextEdit[] | null {
  const imports = uses.flatMap((use) => movedImport(file, use, trees))
  const others = uses.flatMap((use) => otherEdits(file, use, trees))
  const statements = [
    ...Map.groupBy(
      imports.filter((one) => one !== null),
      ({ entry }) => entry.statement,
    ).values(),
  ]
  const parts = [
    imports.includes(null) || others.includes(null) ? null : others.filter((edit) => edit !== null),
    ...statements.map((group) => statementEdits(file, group)),
    movedMembers(
      file,
      uses.filter(({ site }) => site.kind === 'member'),
      trees,
    ),
  ]
  return parts.includes(null) ? null : parts.flatMap((part) => part ?? [])
}

function newNameOf(change: ContractChange): string {
  return change.newSymbol ?? lastPart(change.symbol)
}

function movedImport(file: SourceFile, { change, site }: MovedUse, trees: Trees): readonly (MovedImport | null)[] {
  if (site.kind !== 'import_name') return []
  const [specifier, name] = [moduleSpecifier(site.import.specifier, file, change.file, trees.before, trees.after), newNameOf(change)]
  const isDefault = (one: string | null): boolean => one === 'default'
  if (
    specifier === null ||
    isDropped(file, change, site.import, trees) ||
    isTaken(file, site.import, name) ||
    isDefault(name) !== isDefault(site.import.imported)
  )
    return [null]
  return [{ entry: site.import, specifier, name }]
}

/** Names that the import binds and paths in quotes; `null` for uses of any other kind. */
function otherEdits(file: SourceFile, { change, site }: MovedUse, trees: Trees): readonly (TextEdit | null)[] {
  const name = newNameOf(change)
  switch (site.kind) {
    case 'import_name':
    case 'member':
      return []
    case 'name':
      if (site.expression.binding === null) return [null]
      return site.text === name
        ? []
        : [{ start: site.start, end: site.end, replacement: site.expression.isShorthand ? `${site.text}: ${name}` : name }]
    case 'string':
      return [pathEdit(file, change, site, name, trees)]
    default:
      return [null]
  }
}

/** Imported from a package that still exists but no longer exports it: that may be the bug that the test is there to find. */
function isDropped(file: SourceFile, change: ContractChange, entry: Import, trees: Trees): boolean {
  const through = trees.before.resolve(entry.specifier, file)
  return through !== change.oldFile && trees.after.resolve(entry.specifier, file) !== null
}

function isTaken(file: SourceFile, entry: Import, name: string): boolean {
  return entry.local === entry.imported && name !== entry.local && file.bindings().boundNames.has(name)
}

/** A whole statement is pointed at the new module; single names of a list get a line of their own. */
function statementEdits(file: SourceFile, moved: readonly MovedImport[]): readonly TextEdit[] | null {
  const [first] = moved
  if (first === undefined) return []
  const list = file.imports().filter((entry) => entry.statement === first.entry.statement)
  const rename = moved.flatMap(({ entry, name }) =>
    entry.importedRange === null || entry.imported === name ? [] : [{ ...entry.importedRange, replacement: name }],
  )
  if (list.length === moved.length && moved.every(({ specifier }) => specifier === first.specifier)) {
    return [{ ...first.entry.specifierRange, replacement: first.specifier }, ...rename]
  }
  // a default import is outside of the braces
  if (moved.some(({ entry }) => entry.imported === 'default')) return null
  const items = list.filter((entry) => entry.imported !== 'default')
  if (items.length === moved.length) return null
  const gone = new Set(moved.map(({ entry }) => entry))
  const lines = [...Map.groupBy(moved, ({ specifier }) => specifier)].map(([specifier, group]) =>
    importLineBelow(
      file,
      first.entry,
      specifier,
      group.map(({ entry, name }) => ({
        name,
        local: entry.local === entry.imported ? null : entry.local,
        isType: /^type\s/.test(file.text.slice(entry.item.start, entry.item.end)),
      })),
    ),
  )
  const [line, ...more] = lines
  if (line === null || line === undefined || more.includes(null)) return null
  const insertion = { ...line, replacement: lines.map((one) => one?.replacement ?? '').join('') }
  const deletions = listDeletions(
    items.map((entry) => entry.item),
    (index) => !gone.has(items[index] ?? first.entry),
  )
  return [...deletions, insertion]
}

/** `'old.module.name'` to `'new.module.name'`; the patched name must be there at the head. */
function pathEdit(
  file: SourceFile,
  change: ContractChange,
  site: Extract<UseSite, { kind: 'string' }>,
  name: string,
  trees: Trees,
): TextEdit | null {
  const parts = site.string.value.split('.')
  const specifier =
    site.index === 0 ? null : moduleSpecifier(parts.slice(0, site.index).join('.'), file, change.file, trees.before, trees.after)
  if (specifier === null) return null
  const found = resolvePath(trees.after, file, `${specifier}.${name}`).at(-1)
  return found?.kind === 'symbol' ? { start: site.string.inside.start, end: site.end, replacement: `${specifier}.${name}` } : null
}
