import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'

/**
 * Files whose module has another name at the head. `symbol` is the module, `newSymbol` is null;
 * a move that old import statements do not notice (`a.py` to `a/__init__.py`) is none.
 */
export function moduleMoves({ files, base, head }: Comparison): readonly ContractChange[] {
  return files.flatMap(({ before, after }) => {
    const { language } = before
    const [from, to] = [base.moduleOf(before.path), head.moduleOf(after.path)]
    if (before.path === after.path || from === to || base.paths.has(after.path)) return []
    const stays = language.modules.moduleNamesAreSpecifiers ? head.resolve(from, before) : null
    if (stays !== null) return []
    return [
      {
        kind: 'moved' as const,
        symbol: from,
        file: after.path,
        line: 1,
        before: from,
        after: to,
        oldFile: before.path,
        newSymbol: null,
        oldParameters: [],
        newParameters: [],
        similarity: before.text === after.text ? 1 : 0.9,
      },
    ]
  })
}

/** Whether a change is the move of a whole file. */
export function isModuleMove(change: ContractChange): boolean {
  return change.kind === 'moved' && change.newSymbol === null
}
