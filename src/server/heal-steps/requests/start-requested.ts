import type { HealingRequest } from '../../../model/result/healing-request.ts'
import { recordAudit } from '../../history/audit.ts'
import type { Healing } from '../../history/healings/healing.ts'
import { canStartGeneration, isFinished } from '../../history/healings/healing-state.ts'
import { startGeneration } from '../../history/healings/transition.ts'
import { findFailedHealing } from '../../history/reads/healings.ts'
import type { JobContext } from '../../queue/job.ts'
import { isFork } from '../is-fork.ts'
import { payloadOf } from '../move-healing.ts'

/** Whose failures are to be looked at: of one commit or pull request, or wherever they failed last. */
export type RequestedWhere = {
  readonly repositoryId: number
  readonly headSha?: string | undefined
  readonly pullNumber?: number | undefined
}

export type Started =
  | { readonly outcome: 'started' | 'working'; readonly healing: Healing }
  | { readonly outcome: 'unknown_failure' | 'fork' | 'outdated' }

/** Looks again at failures that CI reported, as `/heal` does; one that is looked at already goes on, and is not begun twice. */
export function startRequested(
  { history, send, now }: Pick<JobContext, 'history' | 'send' | 'now'>,
  where: RequestedWhere,
  request: HealingRequest,
  actor: string,
): Promise<Started> {
  const testIds = [...new Set(request.testFailures.map(({ testId }) => testId))]
  return history.transaction(async (database) => {
    const found = await findFailedHealing(database, where, testIds)
    if (found === null) return { outcome: 'unknown_failure' }
    if (isFork(found)) return { outcome: 'fork' }
    if (!isFinished(found.state)) return { outcome: 'working', healing: found }
    if (!canStartGeneration(found.state)) return { outcome: 'outdated' }
    const detail = { testIds, request: { ...request, testFailures: testIds.map((testId) => ({ testId })) } }
    const healing = await startGeneration(database, found, { event: 'command', now: now(), waitUntil: now(), detail })
    if (healing === null) return { outcome: 'working', healing: found }
    await send(database, 'triage', payloadOf(healing))
    const { repositoryId } = where
    await recordAudit(database, { repositoryId, actor, action: 'heal', subject: `healing ${found.id}`, detail: { testIds }, at: now() })
    return { outcome: 'started', healing }
  })
}
