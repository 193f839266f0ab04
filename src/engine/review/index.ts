import type { Cause } from '../../model/cause.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import type { Check, RunReview, TextReview } from './checks/check.ts'
import { CHECKS, EXPLAINING_CHECKS } from './checks/index.ts'
import { type EditReview, reviewEdits } from './edit-review.ts'

/** What the texts say of a candidate: of each edit, and of all of them together. */
export type CandidateReview = { readonly edits: readonly EditReview[]; readonly checks: readonly CheckResult[] }

/** Judges texts alone: pure, made by the runner and made again by the server. */
export function reviewText(review: TextReview, causes: readonly Cause[]): CandidateReview {
  const checks = CHECKS.flatMap((check: Check) => (check.needs === 'text' ? [check.examine(review)] : []))
  return { edits: reviewEdits(review, causes), checks }
}

/** Judges runs: a claim of whoever made them. */
export function reviewRuns(review: RunReview): readonly CheckResult[] {
  return CHECKS.flatMap((check: Check) => (check.needs === 'run' ? [check.examine(review)] : []))
}

/** Checks that failed and refuse the repair: those that only explain a change do not. */
export function refusing(checks: readonly CheckResult[]): CheckResult[] {
  return checks.filter(({ name, outcome }) => outcome === 'failed' && !EXPLAINING_CHECKS.has(name))
}
