import type { ContractChange } from '../../model/contract-change.ts'
import type { SourceFile } from '../changes/project.ts'
import { listDeletions, type TextEdit } from '../changes/list-deletions.ts'
import { denotePath } from '../changes/string-sites.ts'
import type { Trees, UseSite } from '../changes/use-site.ts'
import { lastPart } from '../changes/use-site.ts'
import type { Import } from '../languages/language.ts'
import { importLineBelow } from './import-line.ts'
import { moduleSpecifier } from './module-specifier.ts'
import { movedMembers } from './moved-members.ts'

/** A use of a declaration that now lives elsewhere. */
export type MovedUse = { readonly change: ContractChange; readonly site: UseSite }
type MovedImport = { readonly entry: Import; readonly specifier: string; readonly name: string }

/** The edits that make a file import declarations from where they are now; `null` when one of its uses can't be followed. */
export function movedSymbols(file: SourceFile, uses: readonly MovedUse[], trees: Trees): readonly TextEdit[] | null {
  const imports: MovedImport[] = []
  const edits: TextEdit[] = []
  const members: MovedUse[] = []
  for (const use of uses) {
    const { change, site } = use
    const name = change.newSymbol ?? lastPart(change.symbol)
    if (site.kind === 'import_name') {
      const specifier = moduleSpecifier(site.import.specifier, file, change.file, trees.before, trees.after)
      if (specifier === null || isTaken(file, site.import, name)) return null
      imports.push({ entry: site.import, specifier, name })
    } else if (site.kind === 'name') {
      if (site.expression.binding === null) return null
      if (site.text !== name) edits.push({ start: site.start, end: site.end, replacement: name })
    } else if (site.kind === 'member') members.push(use)
    else {
      const edit = site.kind === 'string' ? pathEdit(file, change, site, name, trees) : null
      if (edit === null) return null
      edits.push(edit)
    }
  }
  const statements = [...Map.groupBy(imports, ({ entry }) => entry.statement).values()].map((group) => statementEdits(file, group))
  const others = movedMembers(file, members, trees)
  if (others === null || statements.includes(null)) return null
  return [...edits, ...statements.flatMap((found) => found ?? []), ...others]
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
  // a default import stands outside of the braces
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
  const deletions = listDeletions(items.map((entry) => entry.item), (index) => !gone.has(items[index] ?? first.entry))
  return [...deletions, insertion]
}

/** `'old.module.name'` to `'new.module.name'`; the patched name must be there at the head. */
function pathEdit(file: SourceFile, change: ContractChange, site: Extract<UseSite, { kind: 'string' }>, name: string, trees: Trees): TextEdit | null {
  const parts = site.string.value.split('.')
  const specifier = site.index === 0 ? null : moduleSpecifier(parts.slice(0, site.index).join('.'), file, change.file, trees.before, trees.after)
  if (specifier === null) return null
  const found = denotePath(trees.after, file, `${specifier}.${name}`).at(-1)
  return found?.kind === 'symbol' ? { start: site.string.inside.start, end: site.end, replacement: `${specifier}.${name}` } : null
}
