import type { Reproduction } from '../../../model/reproduction.ts'
import { rowOf, seenIn } from '../../diagnosis/test-evidence.ts'
import { groupCandidates, type TestDrafts } from '../../repair/group-candidates.ts'
import type { HealingContext } from '../healing-context.ts'
import type { Answers, ReviewedCandidate } from '../review.ts'
import { nextDraft, withDrafts } from './next-values.ts'
import type { LookedAt } from './second-look.ts'

/**
 * What a candidate that keeps every expectation becomes by the assertions at which its tests fail with it: a candidate for each question,
 * so that the value of one test waits for no other test. Each has all of the first one's edits.
 */
export function furtherCandidates(
  context: HealingContext,
  { ran, looks }: LookedAt,
  reproduction: Reproduction,
): readonly ReviewedCandidate[] {
  const { reviewed, together: run, tests } = ran
  const { candidate, files, answers } = reviewed
  const seen = { run, files, edits: candidate.edits }
  const failing = tests.filter((test) => seenIn(run, test).outcome === 'failed')
  const drafts = failing.flatMap((test): readonly TestDrafts[] => {
    const failure = seenIn(run, test).record?.failure
    const look = looks.find(({ analysis }) => analysis.failure.testId === test.id)
    const analysis = look?.analysis ?? answers.asking.find((one) => one.failure.testId === test.id) ?? answers.asking[0]
    if (!failure || analysis === undefined) return []
    const row = rowOf(test.id, reproduction.first) ?? rowOf(test.id, run)
    const draft = nextDraft(context, { analysis, failure, failures: [failure], row, causalHunks: look?.causalHunks ?? [] }, seen)
    return draft === undefined ? [] : [{ testId: test.id, drafts: [draft] }]
  })
  const questions = groupCandidates(drafts, () => []).candidates
  return questions.flatMap(({ testIds }, index): readonly ReviewedCandidate[] => {
    const own = drafts.filter(({ testId }) => testIds.includes(testId)).flatMap((one) => one.drafts)
    const known = candidate.askedBy.filter((id) => testIds.includes(id))
    const askedBy = known.length > 0 ? known : candidate.askedBy
    const id = `${candidate.id}/values${index === 0 ? '' : index + 1}`
    const more = { ...candidate, id, testIds: [...testIds], askedBy: [...askedBy] }
    const next = withDrafts(context, { candidate: more, answers: answersFor(testIds, answers, looks) }, own, seen)
    return next?.planned.kind === 'runs' ? [next] : []
  })
}

/** What the second look says of these tests, or else the answers that they had. */
function answersFor(testIds: readonly string[], { accepted, analyses, asking }: Answers, looks: LookedAt['looks']): Answers {
  const found = looks.flatMap(({ analysis }) => (testIds.includes(analysis.failure.testId) ? [analysis] : []))
  if (found.length > 0) return { accepted, analyses: found, asking: found }
  return { accepted, asking, analyses: analyses.filter(({ failure }) => testIds.includes(failure.testId)) }
}
