import type { ContractChange } from '../../../model/contract-change.ts'
import { useSites } from '../../changes/uses/use-sites.ts'
import { confidenceOf } from '../strategies/rename-symbol.ts'
import { type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'

/** Renames the key in the object literals that the calls are given; one finding a file. */
export function renamedOptions({ testFiles, trees }: RepairContext, change: ContractChange): readonly StrategyFinding[] {
  return [...testFiles.keys()].flatMap((path) => {
    const edits = useSites(change, path, trees).sites.map((site) => {
      const isShorthand = site.kind === 'key' && site.shorthand
      const replacement = isShorthand ? `${change.after}: ${change.before}` : change.after
      return { start: site.start, end: site.end, replacement }
    })
    return reachEdits(path, [change], edits, confidenceOf(change))
  })
}
