import type { HealJob } from '../../../protocol/heal-job.ts'
import type { HealingModel } from '../generated/models/Healing.ts'
import type { HealingState } from './healing-state.ts'

/** A check that failed on the healing's commit. `app` is its App's slug: only those of Actions are dispatched for. */
export type FailedCheck = { readonly name: string; readonly checkRunId: number; readonly app: string }

/**
 * One request from trigger to outcome: all failing checks of one tested tree in one attempt.
 * `testedTree` names what CI tested: a commit, or `merge:HEAD:BASE`. Each generation has its own dispatch.
 */
export type Healing = {
  readonly repositoryId: number
  readonly id: string
  readonly installationId: number
  readonly testedTree: string
  readonly attempt: number
  readonly generation: number
  readonly state: HealingState
  readonly trigger: string
  readonly headSha: string
  readonly headBranch: string | null
  readonly headRepositoryId: number | null
  readonly baseSha: string | null
  readonly mergeHeadSha: string | null
  readonly mergeBaseSha: string | null
  readonly pullNumber: number | null
  readonly checks: readonly FailedCheck[]
  readonly waitUntil: Date | null
  readonly healJob: HealJob | null
  readonly dispatchNonce: string | null
  readonly dispatchedAt: Date | null
  readonly workflowRunId: number | null
  readonly checkRunId: number | null
  readonly commentId: number | null
  /** A HealingResult, or what triage said where nothing was dispatched; parse it before use. */
  readonly result: unknown
  readonly reason: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  readonly finishedAt: Date | null
}

export type HealingKey = Pick<Healing, 'repositoryId' | 'id'>

export function toHealing(row: HealingModel): Healing {
  return {
    ...row,
    repositoryId: Number(row.repositoryId),
    installationId: Number(row.installationId),
    state: row.state as HealingState,
    headRepositoryId: toNumber(row.headRepositoryId),
    checks: row.checks as unknown as readonly FailedCheck[],
    healJob: row.healJob as unknown as HealJob | null,
    workflowRunId: toNumber(row.workflowRunId),
    checkRunId: toNumber(row.checkRunId),
    commentId: toNumber(row.commentId),
  }
}

function toNumber(value: bigint | null): number | null {
  return value === null ? null : Number(value)
}
