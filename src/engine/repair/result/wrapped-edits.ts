import { reason } from '../../../model/reason.ts'
import { bareCalls } from '../../changes/results/wrapped-calls.ts'
import { type WrappedResult, wrappedResult } from '../../changes/results/wrapped-result.ts'
import type { Trees } from '../../changes/uses/use-site.ts'
import { declined, type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'
import { OF_A_DECLARED_RESULT } from './confidence.ts'

/** Reads the value out of what it comes back in, so that every assertion compares what it compared. */
export function wrappedEdits({ changes, testFiles, trees }: RepairContext): readonly StrategyFinding[] {
  return changes.flatMap((change) => {
    const result = wrappedResult(change, trees)
    return result === null ? [] : [...testFiles.keys()].flatMap((path) => ofFile(path, result, trees))
  })
}

function ofFile(path: string, result: WrappedResult, trees: Trees): readonly StrategyFinding[] {
  const file = trees.before.file(path)
  const { change, target, access, field, isAsync } = result
  const calls = file === null ? [] : bareCalls(trees.before, file, result, target).filter(({ isKnown }) => isKnown)
  if (file === null || calls.length === 0) return []
  // a pending result has no fields yet
  if (isAsync && calls.some(({ isAwaited }) => !isAwaited))
    return declined([change], reason('result-not-followed', { symbol: change.symbol, file: path, why: 'result-pending' }))
  const quote = file.text.includes("'") && !file.text.includes('"') ? "'" : '"'
  const read = access === 'member' ? `.${field}` : `[${quote}${field}${quote}]`
  const edits = calls.flatMap(({ node: { start, end }, isAwaited }) =>
    isAwaited
      ? [
          { start, end: start, replacement: '(' },
          { start: end, end, replacement: `)${read}` },
        ]
      : [{ start: end, end, replacement: read }],
  )
  return reachEdits(path, [change], edits, OF_A_DECLARED_RESULT)
}
