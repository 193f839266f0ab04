import type { ContractChange } from '../../../model/contract-change.ts'
import { reason } from '../../../model/reason.ts'
import { isPropertyChange } from '../../changes/uses/property-sites.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import { declined, type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'
import { OF_A_DECLARED_RESULT } from './confidence.ts'

/** Brackets after what became a method, and none after what became a property. */
export function calledOrRead({ changes, testFiles, trees }: RepairContext): readonly StrategyFinding[] {
  return changes.filter(isPropertyChange).flatMap((change) => [...testFiles.keys()].flatMap((path) => ofFile(change, path)))

  function ofFile(change: ContractChange, path: string): readonly StrategyFinding[] {
    const isRead = change.kind === 'became_property'
    const calls = new Map(
      trees.before
        .file(path)
        ?.bindings()
        .calls.map((call) => [call.callee, call]),
    )
    const edits = useSites(change, path, trees).sites.flatMap((site) => {
      if (site.kind !== 'member') return []
      const { end } = site.expression.nameRange
      if (!isRead) return [{ start: end, end, replacement: '()' }]
      const call = calls.get(site.expression)
      // what is given to a property has no place any more
      return call === undefined || call.arguments.length > 0 ? [null] : [{ start: end, end: call.end, replacement: '' }]
    })
    const made = edits.filter((edit) => edit !== null)
    return made.length < edits.length
      ? declined([change], reason('result-not-followed', { symbol: change.symbol, file: path, why: 'property-with-arguments' }))
      : reachEdits(path, [change], made, OF_A_DECLARED_RESULT)
  }
}
