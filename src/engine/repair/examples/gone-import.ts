import type { ContractChange } from '../../../model/contract-change.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { importedName } from '../../changes/resolve/resolve-export.ts'
import { listDeletions, type TextEdit } from '../../changes/uses/list-deletions.ts'
import { changedSymbol, type Trees } from '../../changes/uses/use-site.ts'
import type { Import } from '../../languages/language.ts'

/** The import of what was removed, where every use of it is inside of these ranges; `null` where there is none. */
export function goneImport(
  file: SourceFile,
  change: ContractChange,
  replaced: readonly { readonly start: number; readonly end: number }[],
  trees: Trees,
): Import | null {
  const target = change.kind === 'removed' ? changedSymbol(change, trees.before) : null
  const entry = file.imports().find((one) => {
    const found = one.imported === null || one.imported === '*' ? null : importedName(trees.before, file, one.specifier, one.imported)
    return found?.kind === 'symbol' && found.file === target?.file && found.name === target.name
  })
  if (entry === undefined) return null
  const uses = file.bindings().names.filter(({ binding }) => binding?.kind === 'import' && binding.import === entry)
  const areReplaced = uses.every(({ start, end }) => replaced.some((range) => range.start <= start && end <= range.end))
  return uses.length > 0 && areReplaced ? entry : null
}

/** The edits, with the import of what was removed taken out; `null` where it cannot be taken out without more. */
export function withoutGone(
  file: SourceFile,
  change: ContractChange,
  edits: readonly TextEdit[],
  trees: Trees,
): readonly TextEdit[] | null {
  const gone = goneImport(file, change, edits, trees)
  if (gone === null) return edits
  const { statement, item } = gone
  const beside = edits.filter(({ start, end }) => start >= statement.start && end <= statement.end)
  const list = file.imports().filter((one) => one.statement === statement)
  const [only, ...more] = beside
  if (more.length > 0 || (only === undefined && list.length === 1)) return null
  if (only === undefined) return [...edits, ...deletionOf(list, gone)]
  // the new name stands where the old one stood
  const name = only.replacement.replace(/^[\s,]+|[\s,]+$/g, '')
  return [...edits.filter((edit) => edit !== only), { start: item.start, end: item.end, replacement: name }]
}

function deletionOf(list: readonly Import[], gone: Import): readonly TextEdit[] {
  return listDeletions(
    list.map(({ item }) => item),
    (index) => list[index] !== gone,
  )
}
