import type { Hunk } from './causes/hunks.ts'
import { isExecuted } from './reached-lines.ts'
import type { DiagnosisContext } from './rule.ts'

/** Changed product files that the failing test imports, or that its failure passed through. */
export function reachedFiles({
  fileChanges,
  closure,
  failing,
}: Pick<DiagnosisContext, 'fileChanges' | 'closure' | 'failing'>): readonly string[] {
  const frames = new Set(failing?.failure?.frames.map(({ file }) => file))
  return fileChanges.map(({ path }) => path).filter((path) => closure.has(path) || frames.has(path))
}

type Reaching = Pick<DiagnosisContext, 'hunks' | 'closure' | 'failing' | 'reached'>

/**
 * The parts of the change that the failing test can have met, those that its failure passed through first: the parts whose lines it
 * ran; where lines were not recorded, or none of these was run, all in files that it imports or that its failure passed through.
 */
export function reachedHunks({ hunks, closure, failing, reached }: Reaching): readonly Hunk[] {
  const frames = new Set(failing?.failure?.frames.map(({ file }) => file))
  const executed = reached === null ? [] : hunks.filter((hunk) => isExecuted(hunk, reached))
  const met = executed.length > 0 ? executed : hunks.filter(({ file }) => closure.has(file) || frames.has(file))
  return met.toSorted((a, b) => Number(frames.has(b.file)) - Number(frames.has(a.file)))
}
