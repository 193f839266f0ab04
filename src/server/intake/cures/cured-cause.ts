import type { FlakyCause, FlakyTestResult } from '../../../model/result/flaky-test-result.ts'
import type { CheckResult } from '../../../model/test-repair.ts'
import type { FlakyFinding } from '../../../protocol/hunt-report.ts'

/** A finding of a hunt with a cure of its test. */
export type CuredFinding = FlakyFinding & { readonly cure: NonNullable<FlakyFinding['cure']> }

/** One cause as a pull request cures it: what all its tests need, made by the server from the texts of the commit that was searched. */
export type CuredCause = {
  /** Equal for the same cause in another night. */
  readonly topic: string
  readonly cause: FlakyCause
  readonly testIds: readonly string[]
  readonly why: string
  readonly files: readonly { readonly path: string; readonly before: string; readonly after: string; readonly mode: '100644' | '100755' }[]
  readonly patch: string
  /** What the server found by itself; what the runner says stands in the findings. */
  readonly ownChecks: readonly CheckResult[]
}

/** `reason` is the end of a sentence. */
export type RefusedCure = { readonly testId: string; readonly reason: string }

export type CuresVerdict =
  | { readonly outcome: 'reviewed'; readonly causes: readonly CuredCause[]; readonly refused: readonly RefusedCure[] }
  | { readonly outcome: 'rejected'; readonly reason: string }

/** What spoils the test, or, where nothing does, its file: what one pull request is about. */
export function topicOf({ cause, polluter, cleaner }: FlakyTestResult['rootCauses'][number], name: string, file: string): string {
  return [cause, name, polluter ?? cleaner ?? file].join(' ')
}
