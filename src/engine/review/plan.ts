import type { Candidate } from '../../model/candidate.ts'
import type { Verdict } from '../../model/verdict.ts'
import { type Asking, isMeantByText, isObsolete, isOpen, type JudgedCase, textRefusal } from './judge.ts'

/**
 * Runs that would prove a candidate. `alone`: its tests by themselves; `together`: with their files and whatever uses an edited helper;
 * `cause_undone`: its tests with the causing edits undone, as they were and repaired; `mutants`: the same with small faults in the product;
 * `argument_dropped_on_base`: where a test still fails after dropping the argument of a removed parameter, the same on the base.
 */
export type PlannedRun = 'alone' | 'together' | 'cause_undone' | 'mutants' | 'argument_dropped_on_base'

/** Verdicts about the code: only with these can a changed expectation be right. */
const OF_THE_CODE: ReadonlySet<Verdict> = new Set([
  ...(['obsolete_test', 'removed_behaviour', 'product_regression', 'behaviour_changed', 'unknown'] as const),
])

/** Why no run is made. `not_obsolete`: the edit would be declared, but the tests are not out of date beyond doubt. */
export type Plan =
  | { readonly kind: 'runs'; readonly runs: readonly PlannedRun[] }
  | { readonly kind: 'none'; readonly why: 'not_obsolete' | 'not_of_the_code' | 'refused_by_text' }

/** What is known before any run. `analyses` are the answers of all tests that the candidate is for, `asking` of those that asked for it. */
export type Planning = Pick<JudgedCase, 'review' | 'analyses' | 'witnesses' | 'isAccepted'> & { readonly asking: readonly Asking[] }

/**
 * Candidates that the text checks refuse, or that no run could make acceptable, are not run. Where a person has to say yes first, only that
 * is run which shows that the proposal passes: the rest is proved once it is accepted.
 */
export function plan(candidate: Candidate, { asking, ...known }: Planning): Plan {
  const { edits, causes } = candidate
  const { review } = known
  const isReach = edits.every(({ effect }) => effect === 'reach')
  // a doubted edit is a proposal, whatever the answer: only a person's yes could offer it
  const isProposal = review.edits.some(({ standing }) => standing === 'doubted')
  if (isReach && !isProposal && !isObsolete(asking) && !isOpen(asking)) return { kind: 'none', why: 'not_obsolete' }
  if (!asking.some(({ verdict }) => OF_THE_CODE.has(verdict))) return { kind: 'none', why: 'not_of_the_code' }
  if (textRefusal(review) !== null) return { kind: 'none', why: 'refused_by_text' }
  const mayBeOffered = known.isAccepted || isMeantByText({ candidate, ...known })
  // what is no longer there expects nothing that a cause could be undone for
  const isRemoval = edits.every(({ effect }) => effect !== 'expectation')
  const dropsOnly = causes.length > 0 && causes.every(isOptionalRemoved)
  return {
    kind: 'runs',
    runs: [
      'alone',
      'together',
      ...(isReach || isRemoval || !mayBeOffered ? [] : (['cause_undone'] as const)),
      ...(isReach || !mayBeOffered ? [] : (['mutants'] as const)),
      ...(dropsOnly ? (['argument_dropped_on_base'] as const) : []),
    ],
  }
}

/** On the base an argument can be left out only where its parameter had a default. */
function isOptionalRemoved(cause: Candidate['causes'][number]): boolean {
  if (cause.kind !== 'contract' || cause.change.kind !== 'parameter_removed') return false
  const { before, oldParameters } = cause.change
  return oldParameters.some(({ name, default: value }) => name === before && value !== null)
}
