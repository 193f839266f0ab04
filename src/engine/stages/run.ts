import type { Reproduction } from '../../model/reproduction.ts'
import type { CandidateRuns } from '../../model/runs/candidate-runs.ts'
import type { HealingContext } from './healing-context.ts'
import type { ReviewedCandidate } from './review.ts'
import { followValues } from './running/follow-values.ts'
import { furtherCandidates } from './running/further-candidates.ts'
import { doesHold, proveCandidates } from './running/prove-candidates.ts'
import { withRowNames } from './running/row-names.ts'
import { failedRun, type Ran } from './running/run-candidates.ts'
import { type LookedAt, secondLook } from './running/second-look.ts'
import { splitCandidate } from './running/split-candidate.ts'
import { splitChanging } from './running/split-changing.ts'

/** A candidate that was reviewed, and what its runs showed; `null` where none was planned or needed. */
export type ProvenCandidate = ReviewedCandidate & { readonly runs: CandidateRuns | null }

/** Refused candidates that are looked behind: two declared changes and one bug beside each are two searches. */
const MAX_SEARCHES = 2

/** What is left of a budget that all rounds share. */
type Budget = { searches: number }

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
  /** Of files that load again: their tests that still fail. */
  const within = new Map<string, readonly string[]>()
  const budget: Budget = { searches: MAX_SEARCHES }
  for (let round = 0; round < maxRounds; round += 1) {
    const open = reviewed
      .filter(({ candidate, planned }) => candidate.round === round && planned.kind === 'runs')
      .flatMap((one) => stillAsked(one, repaired, within) ?? [])
    const results = (await proved(context, open, reproduction, maxRounds, budget)).filter((ran) => round === 0 || doesHold(ran))
    const replaced = new Set(results.filter(keepsExpectations).flatMap(({ reviewed: { candidate } }) => candidate.testIds))
    kept = [
      ...kept.filter(({ reviewed: { candidate } }) => !candidate.testIds.some((id) => replaced.has(id))),
      ...results.map((ran) => ({ reviewed: ran.reviewed, ran })),
    ]
    for (const { reviewed: one } of results.filter(doesHold)) for (const id of one.candidate.testIds) repaired.add(id)
    for (const one of results.filter(isFollowed)) {
      const { askedBy, testIds } = one.reviewed.candidate
      for (const id of askedBy) if (!testIds.includes(id)) within.set(id, testIds)
    }
  }
  return kept.map(({ reviewed: one, ran }) => ({ ...one, runs: ran?.runs ?? null }))
}

/** A candidate for those of its tests that are not repaired; `null` where one of them is, and is no file with tests that still fail. */
function stillAsked(
  one: ReviewedCandidate,
  repaired: ReadonlySet<string>,
  within: ReadonlyMap<string, readonly string[]>,
): ReviewedCandidate | null {
  const { candidate } = one
  const left = candidate.testIds.map((id) => (repaired.has(id) ? (within.get(id)?.filter((test) => !repaired.has(test)) ?? null) : [id]))
  if (left.includes(null)) return null
  const testIds = left.flatMap((ids) => ids ?? [])
  if (testIds.length === 0) return null
  const isSame = testIds.every((id, index) => id === candidate.testIds[index])
  return isSame ? one : { ...one, candidate: { ...candidate, testIds } }
}

/**
 * Candidates that keep every expectation are proved as they are, and split where some of their tests pass. Whoever fails with one at a
 * later assertion is looked at again, and tried with the values that came, as what changes expectations.
 */
async function proved(
  context: HealingContext,
  open: readonly ReviewedCandidate[],
  reproduction: Reproduction,
  maxRounds: number,
  budget: Budget,
): Promise<readonly Ran[]> {
  const changing = open.filter((one) => !isReach(one))
  const followed = await followValues(context, changing, reproduction, maxRounds)
  const failing = followed.open.map(({ reviewed, run: seen }) => failedRun(context, reviewed, seen, reproduction))
  const parts = followed.open.flatMap(({ reviewed, run: seen }) => splitChanging(context, reviewed, seen, reproduction) ?? [])
  const whole = await proveCandidates(context, [...open.filter(isReach), ...followed.passing, ...parts], reproduction)
  const ran: Ran[] = []
  const further: ReviewedCandidate[] = []
  for (const one of whole) {
    for (const looked of await partsOf(context, one, reproduction, budget)) {
      if (isFollowed(looked.ran)) further.push(...furtherCandidates(context, looked, reproduction))
      ran.push(looked.ran)
    }
  }
  if (further.length === 0) return [...ran, ...failing]
  const { passing } = await followValues(context, further, reproduction, maxRounds)
  return [...ran, ...failing, ...(await proveCandidates(context, passing, reproduction)).filter(doesHold)]
}

/**
 * What a candidate is for the tests that pass with it, and for the others, which are looked at again. Where that look says that other lines of
 * the change are why they fail, the first is right although what it follows was rewritten too.
 */
async function partsOf(context: HealingContext, ran: Ran, reproduction: Reproduction, budget: Budget): Promise<readonly LookedAt[]> {
  const parts = await splitCandidate(context, ran, reproduction)
  if (parts !== null || !isFollowed(ran)) {
    const found: LookedAt[] = []
    for (const part of parts ?? [ran])
      found.push(isFollowed(part) ? await lookedAt(context, part, reproduction, budget) : { ran: part, looks: [] })
    return found
  }
  const looked = await lookedAt(context, ran, reproduction, budget)
  const otherwise = looked.ran.runs.secondCauses.flatMap(({ testId, hunks }) => (hunks.length > 0 ? [testId] : []))
  const split = otherwise.length === 0 ? null : await splitCandidate(context, looked.ran, reproduction, new Set(otherwise))
  return split === null ? [looked] : split.map((part) => ({ ran: part, looks: isFollowed(part) ? looked.looks : [] }))
}

/** What follows declared changes, and is not enough for some of its tests. */
function isFollowed(ran: Ran): boolean {
  return keepsExpectations(ran) && !doesHold(ran)
}

async function lookedAt(context: HealingContext, ran: Ran, reproduction: Reproduction, budget: Budget): Promise<LookedAt> {
  if (ran.runs.secondFailures.length === 0 || budget.searches === 0) return { ran, looks: [] }
  budget.searches -= 1
  return secondLook(context, ran, reproduction)
}

function isReach({ candidate }: ReviewedCandidate): boolean {
  return candidate.edits.every(({ effect }) => effect === 'reach')
}

type Proven = { readonly reviewed: ReviewedCandidate; readonly ran: Ran | null }

/** What the texts refuse in the first round is what a reader is shown of it. */
function isRefusedByText({ candidate, planned }: ReviewedCandidate): boolean {
  return candidate.round === 0 && planned.kind === 'none' && planned.why === 'refused_by_text'
}

function keepsExpectations({ reviewed }: Ran): boolean {
  return isReach(reviewed)
}
