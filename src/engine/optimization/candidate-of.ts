import type { Edit } from '../../model/candidate.ts'
import type { CureEdit } from '../languages/facets/cures.ts'
import type { OptimizationCandidate } from './optimization.ts'

/** A candidate with the id that equal edits always get. */
export function candidateOf(parts: Omit<OptimizationCandidate, 'id'>): OptimizationCandidate {
  return { id: `${parts.name}: ${parts.testId}`, ...parts }
}

/** What changes how a test comes by what it is about. */
export function asEdit({ file, start, end, replacement }: CureEdit): Edit {
  return { file, range: { start, end }, replacement, effect: 'setup', causes: [] }
}

/** What takes whole lines of a file away. */
export function withoutLines(file: string, text: string, { start, end }: { readonly start: number; readonly end: number }): Edit {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1
  const newline = text.indexOf('\n', end)
  return { file, range: { start: lineStart, end: newline < 0 ? text.length : newline + 1 }, replacement: '', effect: 'setup', causes: [] }
}
