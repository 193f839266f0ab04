import type { Edit } from '../../../model/candidate.ts'
import { contractCause } from '../../../model/cause.ts'
import { type StandInRename, standInRenames } from '../../changes/doubles/renamed-members.ts'
import { type RepairContext, reachEdits, type StrategyFinding } from '../strategy.ts'

/** A rename that the source declares, on an object that the test says to be of the class; and one on an object that only looks like it. */
const OF_THE_CLASS = 0.95
const OF_A_LIKENESS = 0.8

/**
 * Gives a test's own objects the new names of members. Where the test says for which class an object stands, that is declared; where only its
 * members speak for a class it might stand for another one, whose member keeps its name, and a person has to say yes.
 */
export function followedDoubles({ testFiles, trees, changes }: RepairContext): readonly StrategyFinding[] {
  return [...testFiles.keys()].flatMap((path) => {
    const file = trees.before.file(path)
    const renames = file === null ? [] : standInRenames(file, trees, changes)
    const declared = renames.filter(({ isDeclared }) => isDeclared)
    const moves = [...new Set(declared.map(({ change }) => change))]
    const edits = declared.map(({ start, end, after }) => ({ start, end, replacement: after }))
    return [
      ...reachEdits(path, moves, edits, OF_THE_CLASS),
      ...likenesses(
        path,
        renames.filter(({ isDeclared }) => !isDeclared),
      ),
    ]
  })
}

function likenesses(file: string, renames: readonly StandInRename[]): readonly StrategyFinding[] {
  if (renames.length === 0) return []
  const causes = [...new Set(renames.map(({ change }) => change))].map(contractCause)
  const edits = renames.map(({ start, end, before, after, change }): Edit => {
    const value = { before, after }
    return { file, range: { start, end }, replacement: after, effect: 'expectation', value, causes: [contractCause(change).id] }
  })
  return [{ kind: 'edits', causes, edits, confidence: OF_A_LIKENESS }]
}
