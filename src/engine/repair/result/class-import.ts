import type { ContractChange } from '../../../model/contract-change.ts'
import type { Project, SourceFile } from '../../changes/resolve/project.ts'
import { importedName } from '../../changes/resolve/resolve-export.ts'
import type { RaisedClass } from '../../changes/results/raised-class.ts'
import type { TextEdit } from '../../changes/uses/list-deletions.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import type { Expression, Import, Range } from '../../languages/language.ts'
import { importLineBelow } from '../moved/import-line.ts'

/** A package hands out what its parts declare. */
const INDEX = /(?:^|\/)(?:__init__\.pyi?|index\.[cm]?[jt]sx?)$/

type Asked = {
  readonly change: Pick<ContractChange, 'oldFile'>
  readonly now: RaisedClass
  /** Nothing else in the file uses the old class: its import may go. */
  readonly isLast: boolean
  readonly oldPlace: Expression | undefined
}

/** How a test file may name a class: what it writes, names of imports that become it, and imports that come. */
export type ClassImport = { readonly name: string; readonly swapped: readonly Range[]; readonly added: readonly TextEdit[] }

export function importOfClass(file: SourceFile, { change, now, isLast, oldPlace }: Asked, trees: Trees): ClassImport | null {
  const isNow = (found: ReturnType<typeof importedName>): boolean =>
    found?.kind === 'symbol' && found.file === now.home?.file && found.name === now.home.name
  const bound = file.imports().find(({ specifier, imported, local }) => {
    return imported !== null && local !== null && isNow(importedName(trees.after, file, specifier, imported))
  })
  if (bound?.local) return { name: bound.local, swapped: [], added: [] }
  // what is built in has a name everywhere, unless the file means something else by it
  if (now.home === null) return file.bindings().boundNames.has(now.name) ? null : { name: now.name, swapped: [], added: [] }
  if (oldPlace?.kind === 'member') return { name: now.name, swapped: [], added: [] }
  if (file.bindings().boundNames.has(now.name)) return null
  const gives = (entry: Import): boolean => isNow(importedName(trees.after, file, entry.specifier, now.name))
  const old = oldPlace?.kind === 'name' && oldPlace.binding?.kind === 'import' ? oldPlace.binding.import : undefined
  const isBare = old !== undefined && old.imported === old.local && old.importedRange !== null
  if (old?.importedRange && isBare && isLast && gives(old)) return { name: now.name, swapped: [old.importedRange], added: [] }
  const giving = file
    .imports()
    .filter((entry) => entry.imported !== null && entry.imported !== 'default' && entry.local !== null && gives(entry))
  const isHome = ({ specifier }: Import): boolean => {
    const target = trees.after.resolve(specifier, file)
    return target === now.home?.file || (target !== null && INDEX.test(target))
  }
  const beside = giving.find(isHome)
  if (beside !== undefined) return { name: now.name, swapped: [], added: [besideEntry(file, beside, now.name)] }
  const near = file.imports().find(({ specifier }) => trees.before.resolve(specifier, file) === change.oldFile) ?? old
  const specifier = near === undefined ? null : specifierOf(file, near, now.home.file, trees.after, trees.before)
  const line =
    near === undefined || specifier === null
      ? null
      : importLineBelow(file, near, specifier, [{ name: now.name, local: null, isType: false }])
  return line === null ? null : { name: now.name, swapped: [], added: [line] }
}

/** One more name in the list of names. */
function besideEntry(file: SourceFile, beside: Import, name: string): TextEdit {
  const last = file.imports().findLast(({ statement }) => statement === beside.statement) ?? beside
  return { start: last.item.end, end: last.item.end, replacement: `, ${name}` }
}

function specifierOf(file: SourceFile, { specifier }: Import, target: string, after: Project, before: Project): string | null {
  return file.language.importLines.specifierOf({
    ...{ oldSpecifier: specifier, fromPath: file.path, target },
    resolveBefore: (one) => before.resolve(one, file),
    moduleOf: (path) => after.moduleOf(path),
  })
}
