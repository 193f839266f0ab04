import type { ContractChange } from '../../../model/contract-change.ts'
import { isModuleMove } from '../../changes/compare/module-moves.ts'
import type { SourceFile } from '../../changes/resolve/project.ts'
import { type Exported, importedName, resolveExport } from '../../changes/resolve/resolve-export.ts'
import { isSuccession } from '../../changes/successors/successor-edits.ts'
import { changedSymbol, lastPart, type Trees } from '../../changes/uses/use-site.ts'
import type { Import } from '../../languages/language.ts'

/** What an import brings into a file, in the base or in the head; `null` where that is not in the repository. */
export function imported(project: Trees['before'], file: SourceFile, { specifier, imported: name }: Import): Exported | null {
  if (name !== null) return name === '*' ? null : importedName(project, file, specifier, name)
  const target = project.resolve(specifier, file)
  return target === null ? null : { kind: 'module', file: target }
}

/** Whether a declared change says that the one became the other: the module moved, or this very declaration was renamed or moved. */
export function isSuccessor(old: Exported | null, now: Exported | null, changes: readonly ContractChange[], trees: Trees): boolean {
  if (old?.kind === 'module') return now?.kind === 'module' && changes.some((change) => isModuleMove(change) && isMove(change, old, now))
  if (old?.kind !== 'symbol' || now?.kind !== 'symbol') return false
  return changes.some((change) => {
    if (change.kind !== 'renamed' && change.kind !== 'moved' && !isSuccession(change)) return false
    if (isModuleMove(change)) return isMove(change, old, now) && lastPart(old.name) === lastPart(now.name)
    const target = changedSymbol(change, trees.before)
    if (target?.file !== old.file || target.name !== old.name) return false
    const expected = resolveExport(trees.after, change.file, newNameOf(change))
    return expected?.kind === 'symbol' && expected.file === now.file && expected.name === now.name
  })
}

function isMove(change: ContractChange, old: { readonly file: string }, now: { readonly file: string }): boolean {
  return change.oldFile === old.file && change.file === now.file
}

export function newNameOf({ symbol, newSymbol }: ContractChange): string {
  return newSymbol ?? lastPart(symbol)
}

/** A name by which a framework may know a test keeps that: a test that is not collected passes for ever. */
export function losesTestName(old: string, now: string): boolean {
  return /^test/i.test(old) && !/^test/i.test(now)
}
