import type { Reproduction } from '../../model/reproduction.ts'
import type { CandidateRuns } from '../../model/runs/candidate-runs.ts'
import type { HealingContext } from './healing-context.ts'
import type { ReviewedCandidate } from './review.ts'
import { followValues } from './running/follow-values.ts'
import { withNextValues } from './running/next-values.ts'
import { doesHold, proveCandidates } from './running/prove-candidates.ts'
import { withRowNames } from './running/row-names.ts'
import { failedRun, type Ran } from './running/run-candidates.ts'
import { secondCauses } from './running/second-causes.ts'
import { splitCandidate } from './running/split-candidate.ts'

/** A candidate that was reviewed, and what its runs showed; `null` where none was planned or needed. */
export type ProvenCandidate = ReviewedCandidate & { readonly runs: CandidateRuns | null }

/** Refused candidates that are looked behind: one declared change and one bug beside it are one search. */
const MAX_SEARCHES = 2

/**
 * Stage 5: makes the planned runs, round by round, until each test has a candidate that holds or `maxRounds` are used up. Of candidates
 * that do not hold, the first (most complete) one of each test is kept; a later one only where it holds.
 */
export async function run(
  { runner, ...rest }: HealingContext,
  reviewed: readonly ReviewedCandidate[],
  reproduction: Reproduction,
  maxRounds: number,
): Promise<readonly ProvenCandidate[]> {
  const context = { ...rest, runner: withRowNames(runner, reproduction.first) }
  let kept: readonly Proven[] = reviewed.filter(isRefusedByText).map((one) => ({ reviewed: one, ran: null }))
  const repaired = new Set<string>()
  for (let round = 0; round < maxRounds; round += 1) {
    const open = reviewed.filter(({ candidate, planned }) => {
      return candidate.round === round && planned.kind === 'runs' && !candidate.testIds.some((id) => repaired.has(id))
    })
    const results = (await proved(context, open, reproduction, maxRounds)).filter((ran) => round === 0 || doesHold(ran))
    const replaced = new Set(results.filter(keepsExpectations).flatMap(({ reviewed: { candidate } }) => candidate.testIds))
    kept = [
      ...kept.filter(({ reviewed: { candidate } }) => !candidate.testIds.some((id) => replaced.has(id))),
      ...results.map((ran) => ({ reviewed: ran.reviewed, ran })),
    ]
    for (const { reviewed: one } of results.filter(doesHold)) for (const id of one.candidate.testIds) repaired.add(id)
  }
  const proven: ProvenCandidate[] = []
  let searches = 0
  for (const { reviewed: one, ran } of kept) {
    if (ran === null) {
      proven.push({ ...one, runs: null })
      continue
    }
    for (const part of (await splitCandidate(context, ran, reproduction)) ?? [ran]) {
      const isSearched = keepsExpectations(part) && !doesHold(part) && part.runs.secondFailures.length > 0 && searches < MAX_SEARCHES
      searches += Number(isSearched)
      const found = isSearched ? await secondCauses(context, part, reproduction) : []
      proven.push({ ...part.reviewed, runs: { ...part.runs, secondCauses: [...found] } })
    }
  }
  return proven
}

/**
 * Candidates that keep every expectation are proved as they are. Where such a one leads to a later assertion that fails, it is also tried
 * with the values that came, as one that changes expectations.
 */
async function proved(
  context: HealingContext,
  open: readonly ReviewedCandidate[],
  reproduction: Reproduction,
  maxRounds: number,
): Promise<readonly Ran[]> {
  const changing = open.filter((one) => !isReach(one))
  const followed = await followValues(context, changing, reproduction, maxRounds)
  const failing = followed.open.map(({ reviewed, run: seen }) => failedRun(context, reviewed, seen, reproduction))
  const ran = await proveCandidates(context, [...open.filter(isReach), ...followed.passing], reproduction)
  const further = ran.filter((one) => keepsExpectations(one) && !doesHold(one)).flatMap((one) => furtherOf(context, one, reproduction))
  if (further.length === 0) return [...ran, ...failing]
  const { passing } = await followValues(context, further, reproduction, maxRounds)
  return [...ran, ...failing, ...(await proveCandidates(context, passing, reproduction)).filter(doesHold)]
}

function isReach({ candidate }: ReviewedCandidate): boolean {
  return candidate.edits.every(({ effect }) => effect === 'reach')
}

/** What a candidate becomes by the first assertion at which its tests fail with it. */
function furtherOf(context: HealingContext, { reviewed, evidence }: Ran, reproduction: Reproduction): readonly ReviewedCandidate[] {
  const more = withNextValues(
    context,
    reviewed,
    { run: evidence.together, files: reviewed.files, edits: reviewed.candidate.edits },
    reproduction,
  )
  if (more === null || more.planned.kind !== 'runs') return []
  return [{ ...more, candidate: { ...more.candidate, id: `${more.candidate.id}/values` } }]
}

type Proven = { readonly reviewed: ReviewedCandidate; readonly ran: Ran | null }

/** What the texts refuse in the first round is what a reader is shown of it. */
function isRefusedByText({ candidate, planned }: ReviewedCandidate): boolean {
  return candidate.round === 0 && planned.kind === 'none' && planned.why === 'refused_by_text'
}

function keepsExpectations({ reviewed }: Ran): boolean {
  return isReach(reviewed)
}
