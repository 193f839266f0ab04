import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reproduction } from '../../model/reproduction.ts'
import { seenIn } from '../diagnosis/test-evidence.ts'
import type { Edit } from '../repair/strategy.ts'
import { editedFiles, type Proposal } from './propose.ts'
import { touchedTests } from './touched-tests.ts'
import { type Stage, testIdsOf, type Validated, validate } from './validate.ts'

/**
 * A test that fails for another cause takes no neighbour down: of a refused repair those tests that hold by themselves are offered
 * theirs. The others are answered for by nothing, and must be seen to fail still.
 */
export async function splitRepairs(
  stage: Stage,
  validated: readonly Validated[],
  analyses: readonly FailureAnalysis[],
  reproduction: Reproduction,
): Promise<readonly Validated[]> {
  const results: Validated[] = []
  for (const one of validated) results.push(...((await split(stage, one, analyses, reproduction)) ?? [one]))
  return results
}

async function split(
  stage: Stage,
  refused: Validated,
  analyses: readonly FailureAnalysis[],
  reproduction: Reproduction,
): Promise<readonly Validated[] | null> {
  const { framework, sources } = stage
  const { proposal, against } = refused
  const passing = against.filter(({ failed }) => failed.length === 0).map(({ testId }) => testId)
  if (refused.accepted || passing.length === 0) return null
  const holds = (index: number): boolean => passing.includes(analyses[index]?.failure.testId ?? '')
  const [sound, left] = [proposal.analyses.filter(holds), proposal.analyses.filter((index) => !holds(index))]
  const candidates = withoutOwn(refused, testIdsOf({ analyses: left }, analyses), stage, reproduction)
  const files = editedFiles(candidates, sources)
  if (files === null || files.length === 0) return null
  const [offered] = await validate(stage, [{ analyses: sound, candidates, files }], analyses, reproduction)
  const together = offered?.together ?? null
  if (offered?.accepted !== true || together === null) return null
  const isStillFailing = (id: string): boolean => seenIn(together, id, framework.fileOf(id)).outcome === 'failed'
  if (!testIdsOf({ analyses: left }, analyses).every(isStillFailing)) return null
  return [offered, { ...refused, proposal: { ...proposal, analyses: left } }]
}

/**
 * The candidates without what stands in the text of tests that fail either way. Where lines that all tests share are edited
 * too, such as an import, everything follows: half of it would leave those tests a name that their file no longer knows.
 */
function withoutOwn(
  { proposal, relying, together }: Validated,
  left: readonly string[],
  { framework, sources }: Stage,
  { first }: Reproduction,
): Proposal['candidates'] {
  const ownersOf = (edit: Edit) => touchedTests([edit], sources.headFiles, first)
  const isFailing = (id: string) =>
    left.includes(id) || (together !== null && seenIn(together, id, framework.fileOf(id)).outcome === 'failed')
  const isShared = proposal.candidates.some(({ edits }) => edits.some((edit) => ownersOf(edit).length === 0))
  if (isShared && relying.length === 0) return proposal.candidates
  const isLeft = (edit: Edit): boolean => ownersOf(edit).length > 0 && ownersOf(edit).every(isFailing)
  return proposal.candidates
    .map((candidate) => ({ ...candidate, edits: candidate.edits.filter((edit) => !isLeft(edit)) }))
    .filter(({ edits }) => edits.length > 0)
}
