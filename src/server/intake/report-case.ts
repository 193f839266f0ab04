import type { Settings } from '../../config/settings.ts'
import type { Edit } from '../../model/candidate.ts'
import type { Cause } from '../../model/cause.ts'
import type { ContractChange } from '../../model/contract-change.ts'
import type { FailureAnalysis } from '../../model/failure-analysis.ts'
import type { Reason } from '../../model/reason.ts'
import type { HealingError } from '../../model/result/healing-result.ts'
import type { RunMachine } from '../../model/runs/run-machine.ts'
import type { CheckResult, TestRepair, Tier } from '../../model/test-repair.ts'
import type { HealJob } from '../../protocol/heal-job.ts'
import type { AcceptedEdits } from './accepted-edits.ts'
import type { CiMessages } from './confirmed-fields.ts'
import type { CiOutcomes } from './passed-tests-unchanged.ts'
import type { Tree } from './tree.ts'

/** Everything of one report as plain values, so that it can cross into a process of its own. */
export type ReportCase = {
  readonly job: HealJob
  readonly reportBytes: Uint8Array
  readonly settings: Pick<Settings, 'TEST_FILES_ADD' | 'TEST_FILES_EXCLUDE' | 'HEALING_CONFIDENCE_THRESHOLD'>
  /** `head` is what would be patched, `tested` what CI tested (the same but for a merge), `base` what it is compared with. */
  readonly trees: { readonly head: Tree; readonly tested: Tree; readonly base: Tree }
  /** Messages of the commits between base and head as GitHub has them, newest first. The words of the pull request are in the job. */
  readonly commitMessages: readonly string[]
  /** How the tests ended in the CI runs that failed. */
  readonly ciOutcomes: CiOutcomes
  readonly ciMessages: CiMessages
  readonly accepted: readonly AcceptedEdits[]
}

/** A repair with the server's own word on it, and the edits that the server made. `refusal` is why it is not offered; `null` where it is. */
export type VerifiedRepair = {
  readonly repair: TestRepair
  readonly tier: Tier
  readonly refusal: Reason | null
  /** Whether a person's yes is all that it lacks. */
  readonly isProposal: boolean
  readonly ownChecks: readonly CheckResult[]
  readonly claimedChecks: readonly CheckResult[]
  readonly changes: readonly ContractChange[]
  readonly edits: readonly Edit[]
  /** What its edits follow from, as the server read it. */
  readonly causes: readonly Cause[]
}

/** A test file of the head that a repair edits, as the commit has it. */
export type HeadFile = { readonly path: string; readonly text: string; readonly mode: '100644' | '100755' }

export type ReportVerdict =
  | {
      readonly outcome: 'accepted'
      readonly analyses: readonly FailureAnalysis[]
      readonly error: HealingError | null
      /** The machine of the runs, by their own word; `null` where they did not say. */
      readonly machine: RunMachine | null
      readonly repairs: readonly VerifiedRepair[]
      /** Every file that a repair edits: whoever offers repairs composes them from these. */
      readonly heads: readonly HeadFile[]
    }
  | { readonly outcome: 'rejected'; readonly reason: string }
