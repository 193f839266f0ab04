import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import { lastPart, type Trees, type UseSite } from '../../changes/uses/use-site.ts'
import { importLineBelow } from './import-line.ts'
import { moduleSpecifier } from './module-specifier.ts'

/** The edits that follow a moved file in one test file; `null` when one of its uses can't be followed. */
export function movedModule(file: SourceFile, change: ContractChange, sites: readonly UseSite[], trees: Trees): readonly TextEdit[] | null {
  const edits: TextEdit[] = []
  const done = new Set<number>()
  for (const site of sites) {
    const found = siteEdits(file, change, site, trees)
    if (found === null) return null
    // the names of one import list share its specifier
    for (const edit of found) if (!done.has(edit.start)) edits.push(edit)
    for (const edit of found) done.add(edit.start)
  }
  return edits
}

function siteEdits(file: SourceFile, change: ContractChange, site: UseSite, trees: Trees): readonly TextEdit[] | null {
  const specifierLike = (old: string): string | null => moduleSpecifier(old, file, change.file, trees.before, trees.after)
  switch (site.kind) {
    case 'import_module':
      return replace(site, specifierLike(site.text))
    case 'specifier':
      return replace(site, specifierLike(site.text))
    case 'member':
      return replace(site.expression, specifierLike(change.before))
    case 'string': {
      const parts = site.string.value
        .split('.')
        .slice(0, site.index + 1)
        .join('.')
      return replace({ start: site.start, end: site.start + parts.length }, specifierLike(parts))
    }
    case 'import_name':
      return fromPackage(file, site, specifierLike(`${site.import.specifier.replace(/([^.])$/, '$1.')}${site.text}`))
    case 'name':
      return replace(site, lastPart(change.after))
    default:
      return null
  }
}

function replace({ start, end }: { readonly start: number; readonly end: number }, replacement: string | null): readonly TextEdit[] | null {
  return replacement === null ? null : [{ start, end, replacement }]
}

/** `from package import module`: the name changes, and the package where that changed too. */
function fromPackage(
  file: SourceFile,
  site: Extract<UseSite, { kind: 'import_name' }>,
  specifier: string | null,
): readonly TextEdit[] | null {
  if (specifier === null) return null
  const entry = site.import
  const name = lastPart(specifier)
  const parent = specifier.slice(0, -name.length).replace(/([^.])\.$/, '$1')
  if (parent === '' || (entry.local === entry.imported && name !== entry.local && file.bindings().boundNames.has(name))) return null
  const rename = { start: site.start, end: site.end, replacement: name }
  if (parent === entry.specifier) return [rename]
  const list = file.imports().filter((other) => other.statement === entry.statement)
  if (list.length === 1) return [{ ...entry.specifierRange, replacement: parent }, rename]
  const line = importLineBelow(file, entry, parent, [{ name, local: entry.local === entry.imported ? null : entry.local, isType: false }])
  const at = list.indexOf(entry)
  const [before, next] = [list[at - 1], list[at + 1]]
  const removed =
    next !== undefined
      ? { start: entry.item.start, end: next.item.start }
      : { start: before?.item.end ?? entry.item.start, end: entry.item.end }
  return line === null ? null : [{ ...removed, replacement: '' }, line]
}
