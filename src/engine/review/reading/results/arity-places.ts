import { arityResult } from '../../../changes/results/arity-result.ts'
import { namesForValues } from '../../../repair/result/arity-edits.ts'
import type { EditedCode, ReplaceablePlace } from '../edited-code.ts'

/** Lists of names that unpack more or fewer values now. A value that is gone was looked at by nobody, but a person says that it may be. */
export function arityPlaces({ old, trees, changes }: EditedCode): readonly ReplaceablePlace[] {
  return changes.flatMap((change) => {
    const result = arityResult(change, trees)
    const found = result === null ? [] : namesForValues(old, result, trees)
    if (result === null || typeof found === 'string') return []
    const doubt = result.now < result.was ? { doubt: `${change.symbol} gives back fewer values than before` } : {}
    return found.map(({ start, end, replacement }) => ({ start, end, accepts: (text: string) => text === replacement, ...doubt }))
  })
}
