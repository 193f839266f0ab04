import type { Cause } from '../../model/cause.ts'
import type { CheckResult } from '../../model/test-repair.ts'
import { assertionsKept } from './assertions-kept.ts'
import { callersFollow } from './callers-follow.ts'
import type { Check, RunReview, TextReview } from './check.ts'
import { coverageKept } from './coverage-kept.ts'
import { type EditReview, reviewEdits } from './edit-review.ts'
import { failsWithoutChange } from './fails-without-change.ts'
import { nothingElseBroke } from './nothing-else-broke.ts'
import { oldHoldsWithoutChange } from './old-holds-without-change.ts'
import { oraclePreserved } from './oracle-preserved.ts'
import { parses } from './parses.ts'
import { passesAlone } from './passes-alone.ts'
import { passesTogether } from './passes-together.ts'
import { strengthMaintained } from './strength-maintained.ts'
import { testFilesOnly } from './test-files-only.ts'

/** All acceptance checks, in the order in which a reader sees them. */
export const CHECKS = [
  parses,
  testFilesOnly,
  oraclePreserved,
  assertionsKept,
  callersFollow,
  passesAlone,
  passesTogether,
  nothingElseBroke,
  coverageKept,
  oldHoldsWithoutChange,
  failsWithoutChange,
  strengthMaintained,
] as const satisfies readonly Check[]

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

const EXPLAINING_CHECKS: ReadonlySet<string> = new Set(CHECKS.flatMap((check: Check) => (check.explains === true ? [check.name] : [])))

/** Names of the checks that the server makes itself. */
export const TEXT_CHECKS: ReadonlySet<string> = new Set(CHECKS.flatMap(({ name, needs }: Check) => (needs === 'text' ? [name] : [])))
