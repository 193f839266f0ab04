import type { ContractChange } from '../../model/contract-change.ts'
import { useSites } from '../changes/uses/use-sites.ts'
import { confidenceOf } from './rename-symbol.ts'
import type { Candidate, Edit, RepairContext } from './strategy.ts'

/** Renames the key in the object literals that stand in the calls; one candidate a file. */
export function renamedOptions({ testFiles, trees }: RepairContext, change: ContractChange): readonly Candidate[] {
  const why = `the option ${change.before} of ${change.symbol} is now ${change.after}`
  return [...testFiles.keys()].flatMap((path) => {
    const edits = useSites(change, path, trees).sites.flatMap((site): readonly Edit[] => {
      const isShorthand = site.kind === 'key' && site.shorthand
      const replacement = isShorthand ? `${change.after}: ${change.before}` : change.after
      return [{ file: path, start: site.start, end: site.end, replacement, why }]
    })
    if (edits.length === 0) return []
    return [{ strategy: 'update_signature' as const, change, changes: [change], edits, confidence: confidenceOf(change) }]
  })
}
