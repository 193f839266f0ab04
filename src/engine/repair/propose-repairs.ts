import { applyEdits, doOverlap } from './apply-edits.ts'
import { strategies } from './index.ts'
import type { Candidate, Edit, RepairContext } from './strategy.ts'

/** What one round tries at most. */
const MAX_CANDIDATES = 3

/**
 * Candidate repairs, best first: one that follows every change that these test files use, then single changes.
 * Nothing when two strategies want to edit the same place, or when an edited file would no longer parse.
 */
export function proposeRepairs(context: RepairContext): readonly Candidate[] {
  const rank = (candidate: Candidate): number => context.changes.indexOf(candidate.change)
  const single = strategies
    .flatMap((strategy) => strategy.propose(context))
    .filter((candidate) => candidate.edits.length > 0 && candidate.edits.every((edit) => context.testFiles.has(edit.file)))
    .toSorted((one, other) => rank(one) - rank(other))
  const combined = combine(single)
  if (combined === null) return []
  const alone = single.filter((candidate) => candidate.edits.length < combined.edits.length)
  return [combined, ...alone].filter((candidate) => doesParse(candidate, context)).slice(0, MAX_CANDIDATES)
}

function combine(candidates: readonly Candidate[]): Candidate | null {
  const [first] = candidates
  if (first === undefined) return null
  const edits = distinct(candidates.flatMap((candidate) => candidate.edits))
  if (edits.some((edit, index) => edits.slice(index + 1).some((other) => doOverlap(edit, other)))) return null
  return {
    strategy: first.strategy,
    change: first.change,
    changes: [...new Set(candidates.flatMap((candidate) => candidate.changes))],
    edits: edits.toSorted((one, other) => one.file.localeCompare(other.file) || one.start - other.start),
    confidence: Math.min(...candidates.map((candidate) => candidate.confidence)),
  }
}

/** Two changes may ask for the very same edit. */
function distinct(edits: readonly Edit[]): readonly Edit[] {
  return [...new Map(edits.map((edit) => [`${edit.file} ${edit.start} ${edit.end} ${edit.replacement}`, edit])).values()]
}

function doesParse(candidate: Candidate, context: RepairContext): boolean {
  return [...Map.groupBy(candidate.edits, (edit) => edit.file)].every(([file, edits]) => {
    const text = context.testFiles.get(file) ?? ''
    const before = context.parsers.parse(file, text)
    const after = context.parsers.parse(file, applyEdits(text, edits))
    return before !== null && after !== null && after.errors.length <= before.errors.length
  })
}
