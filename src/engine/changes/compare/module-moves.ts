import type { ContractChange } from '../../../model/contract-change.ts'
import type { Comparison } from '../pairing/comparison.ts'
import type { FilePair } from '../pairing/pair-files.ts'

/**
 * Files whose module has another name at the head. `symbol` is the module, `newSymbol` is null;
 * a move that old import statements do not notice (`a.py` to `a/__init__.py`) is none.
 */
export function moduleMoves(comparison: Comparison): readonly ContractChange[] {
  const { files, base, head } = comparison
  return [...files, ...emptiedFiles(comparison)].flatMap(({ before, after }) => {
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

/**
 * Files that are gone, and of which every declaration that can be followed is in one new file: rewritten on the way, they are the same module
 * for whoever imports or mocks it as a whole.
 */
export function emptiedFiles({ files, pairs, base, head }: Pick<Comparison, 'base' | 'files' | 'head' | 'pairs'>): readonly FilePair[] {
  const top = pairs.filter(({ before, after }) => before.declaration.container === null && after.declaration.container === null)
  return [...Map.groupBy(top, ({ before }) => before.file)].flatMap(([before, own]) => {
    const [target, ...others] = new Set(own.map(({ after }) => after.file))
    const isGone = !head.paths.has(before.path) && !files.some((pair) => pair.before === before)
    const isFresh = target !== undefined && !base.paths.has(target.path) && !files.some((pair) => pair.after === target)
    return isGone && isFresh && others.length === 0 ? [{ before, after: target }] : []
  })
}

/** Whether a change is the move of a whole file. */
export function isModuleMove(change: ContractChange): boolean {
  return change.kind === 'moved' && change.newSymbol === null
}
