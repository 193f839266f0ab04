import type { CheckResult, Oracle, Tier } from '../../model/test-repair.ts'
import { callersFollow } from './callers-follow.ts'
import type { Check, RunReview, TextReview } from './check.ts'
import { coverageKept } from './coverage-kept.ts'
import { failsWithoutChange, strengthMaintained } from './not-built.ts'
import { nothingElseBroke } from './nothing-else-broke.ts'
import { oraclePreserved } from './oracle-preserved.ts'
import { parses } from './parses.ts'
import { passesAlone, passesTogether } from './passes.ts'
import { testFilesOnly } from './test-files-only.ts'
import { tierOf } from './tier.ts'

/** All acceptance checks, in the order in which a reader sees them. */
export const CHECKS = [
  parses,
  testFilesOnly,
  oraclePreserved,
  callersFollow,
  passesAlone,
  passesTogether,
  nothingElseBroke,
  coverageKept,
  strengthMaintained,
  failsWithoutChange,
] as const satisfies readonly Check[]

/** Judges texts alone: pure, made by the runner and made again by the server. */
export function reviewText(review: TextReview): { readonly checks: readonly CheckResult[]; readonly tier: Tier; readonly oracle: Oracle } {
  const checks = CHECKS.flatMap((check: Check) => (check.needs === 'text' ? [check.examine(review)] : []))
  return { checks, ...tierOf(checks) }
}

/** Judges runs: a claim of whoever made them. */
export function reviewRuns(review: RunReview): readonly CheckResult[] {
  return CHECKS.flatMap((check: Check) => (check.needs === 'run' ? [check.examine(review)] : []))
}
