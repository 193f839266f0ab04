import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { FilePair } from '../pairing/pair-files.ts'
import { resolveExport } from '../resolve/resolve-export.ts'
import { handedOnAs } from './export-renames.ts'

/** Names that a module no longer re-exports although their declarations are unchanged. The code does not show whether that was meant. */
export function reexportChanges(comparison: Comparison): readonly ContractChange[] {
  return comparison.files.filter(({ before, after }) => before.path === after.path).flatMap((pair) => removedFrom(comparison, pair))
}

function removedFrom({ base, head }: Comparison, pair: FilePair): readonly ContractChange[] {
  const { before, after } = pair
  const { language, path } = before
  const isMeant = language.modules.handsOnByIntent(path)
  return [...before.bindings().exports].flatMap(([name, entry]): readonly ContractChange[] => {
    if (!isMeant || entry.kind !== 'from' || entry.imported === null || resolveExport(head, path, name) !== null) return []
    if (handedOnAs(pair, name) !== null) return []
    const found = resolveExport(base, path, name)
    const target = found?.kind === 'symbol' ? found.file : base.resolve(entry.specifier, before)
    if (target === null || !head.paths.has(target)) return []
    const home = head.file(target)
    const local = found?.kind === 'symbol' ? found.name : entry.imported
    if (home !== null && !home.declared().has(local)) return []
    const rest = { oldParameters: [], newParameters: [], similarity: 1, newSymbol: null, oldFile: path, file: after.path, line: 1 }
    return [{ ...rest, kind: 'reexport_removed', symbol: name, before: base.moduleOf(path), after: head.moduleOf(target) }]
  })
}
