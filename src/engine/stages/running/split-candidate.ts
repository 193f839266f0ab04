import type { Edit } from '../../../model/candidate.ts'
import { declaredChanges } from '../../../model/cause.ts'
import type { ContractChange } from '../../../model/contract-change.ts'
import type { Reproduction } from '../../../model/reproduction.ts'
import { seenIn } from '../../diagnosis/test-evidence.ts'
import type { HealingContext } from '../healing-context.ts'
import { reviewed as reviewedCandidate } from '../review.ts'
import { touchedTests } from '../touched-tests.ts'
import { doesHold, proveCandidates } from './prove-candidates.ts'
import type { Ran } from './run-candidates.ts'

/** Similarity of bodies that differ in nothing. */
const UNCHANGED = 0.999

/**
 * If a shared repair is refused, offers it again for the tests that pass with it. The remaining tests must still fail with that: no
 * candidate answers for them. `otherwise` are tests that runs showed to pass with it where other lines of the change are undone. `null` where
 * it cannot be split.
 */
export async function splitCandidate(
  context: HealingContext,
  refused: Ran,
  reproduction: Reproduction,
  otherwise: ReadonlySet<string> = new Set(),
): Promise<readonly Ran[] | null> {
  const { reviewed, runs, tests } = refused
  const passing = new Set(runs.failedOf.filter(({ failed }) => failed.length === 0).map(({ testId }) => testId))
  if (doesHold(refused) || passing.size === 0) return null
  const { candidate } = reviewed
  const left = tests.filter(({ id }) => !passing.has(id))
  const leftIds = left.map(({ id }) => id)
  const isBeside = areUnchanged(declaredChanges(candidate.causes)) || leftIds.every((id) => otherwise.has(id))
  if (leftIds.some((id) => !candidate.testIds.includes(id)) && !isBeside) return null
  // a file that loads again is sound where one of its tests passes
  const filesOfPassing = new Set(tests.filter(({ id }) => passing.has(id)).map(({ file }) => file))
  const sound = candidate.testIds.filter((id) => !leftIds.includes(id) && (passing.has(id) || filesOfPassing.has(id)))
  const edits = withoutOwn(context, refused, leftIds, reproduction)
  if (sound.length === 0 || edits.length === 0) return null
  const askedBy = candidate.askedBy.filter((id) => sound.includes(id))
  const part = { ...candidate, id: `${candidate.id}/part`, testIds: sound, askedBy, edits: [...edits] }
  const { analyses, asking, accepted } = reviewed.answers
  // tests that point to a bug may be left behind: what is planned for the part is its own
  const answers = { asking, accepted, analyses: analyses.filter(({ failure }) => sound.includes(failure.testId)) }
  const reread = reviewedCandidate(part, answers, context)
  if (reread === null) return null
  const [offered] = await proveCandidates(context, [reread], reproduction, new Set(leftIds))
  if (offered === undefined || !doesHold(offered)) return null
  if (!left.every((test) => seenIn(offered.together, test).outcome === 'failed')) return null
  return [offered, { ...refused, reviewed: { ...reviewed, candidate: { ...candidate, testIds: leftIds } } }]
}

/** The bodies of what was renamed or moved stayed as they were: what fails in a file that loads again is beside them, and not in them. */
function areUnchanged(followed: readonly ContractChange[]): boolean {
  return followed.every(({ similarity }) => similarity >= UNCHANGED)
}

/**
 * The edits without those in the text of tests that fail either way. Where lines that all tests share are edited too, such as an
 * import, everything follows: half of it would leave those tests a name that their file no longer knows.
 */
function withoutOwn(
  { sources }: HealingContext,
  { reviewed: { candidate }, runs, together }: Ran,
  left: readonly string[],
  { first }: Reproduction,
): readonly Edit[] {
  const ownersOf = (edit: Edit) => touchedTests([edit], sources.headFiles, first)
  const isFailing = (id: string) =>
    left.includes(id) || first.tests.some((test) => test.id === id && seenIn(together, test).outcome === 'failed')
  const isShared = candidate.edits.some((edit) => ownersOf(edit).length === 0)
  if (isShared && runs.removedParameter.length === 0) return candidate.edits
  return candidate.edits.filter((edit) => !(ownersOf(edit).length > 0 && ownersOf(edit).every(isFailing)))
}
