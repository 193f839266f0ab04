import { WORKFLOW_FILE } from '../../../engine/workflow/workflow-parts.ts'
import { applyEffect } from '../../effects/apply-effects.ts'
import { findRun } from '../../effects/workflow-runs.ts'
import type { Healing } from '../../history/healings/healing.ts'
import { listHealingEvents } from '../../history/healings/healing-events.ts'
import type { HealingState } from '../../history/healings/healing-state.ts'
import { findHealing } from '../../history/healings/healings.ts'
import { startGeneration } from '../../history/healings/transition.ts'
import type { Death, Job, JobContext, Revival } from '../../queue/job.ts'
import { openJobScope } from '../job-scope.ts'
import { deliverWith, type HealingJob, type HealingPayload, healingIn, payloadOf } from '../move-healing.ts'
import { concludeBroken } from './conclude-broken.ts'
import { givenUpReason } from './step-words.ts'

/** The event of a step that was given up. */
export const GIVEN_UP = 'given up'

/** The states in which each job works. */
const STATES: Readonly<Record<HealingJob, readonly HealingState[]>> = {
  triage: ['received', 'waiting', 'triaging'],
  dispatch: ['dispatching'],
  'poll-run': ['running'],
  collect: ['collecting'],
  deliver: ['delivering'],
}

/** What a job of a healing does when no try is left, and when a person replays it. */
export function endsOf(job: HealingJob): Pick<Job<HealingJob>, 'giveUp' | 'revive'> {
  return { giveUp: (payload, death, context) => giveUpHealing(context, job, payload, death), revive: reviveHealing }
}

/** Whether a step of this generation was given up, so that its answer is less than it could be. */
export async function wasGivenUp({ history }: Pick<JobContext, 'history'>, healing: Healing): Promise<boolean> {
  const events = await listHealingEvents(history.database, healing)
  return events.some(({ event, generation }) => event === GIVEN_UP && generation === healing.generation)
}

/** What is known is delivered, with the reason. Where the delivery itself can't be done, the check is concluded without an answer. */
export async function giveUpHealing(context: JobContext, job: HealingJob, payload: HealingPayload, { why, isLast }: Death): Promise<void> {
  const healing = await healingIn(context.history.database, payload, STATES[job])
  if (!healing) return
  const reason = givenUpReason(job, why)
  if (job === 'deliver') return concludeBroken(context, healing, reason, isLast)
  await context.history.transaction((database) => deliverWith(database, context, healing, { event: GIVEN_UP, reason, detail: { job } }))
  if (job === 'dispatch' || job === 'poll-run') await cancelRunOf(context, healing)
}

/** Nobody reads what the run would say. That it goes on to its end does no harm. */
async function cancelRunOf(context: JobContext, healing: Healing): Promise<void> {
  try {
    const scope = await openJobScope(context, healing.repositoryId)
    if (!scope || healing.dispatchNonce === null) return
    const run = healing.workflowRunId ?? (await findRun(scope.target, WORKFLOW_FILE, healing.dispatchNonce))
    if (run !== null) await applyEffect(scope.target, { kind: 'cancel_run', run })
  } catch (error) {
    context.log.warn({ err: error, healing: healing.id }, 'the run was not cancelled')
  }
}

/** A healing that failed begins its next generation. */
async function reviveHealing({ repositoryId, healingId, generation }: HealingPayload, { database, send, now }: Revival): Promise<boolean> {
  const healing = await findHealing(database, { repositoryId, id: healingId })
  if (healing?.state !== 'failed' || healing.generation !== generation) return false
  const again = await startGeneration(database, healing, { event: 'replayed', now, waitUntil: now })
  if (again) await send(database, 'triage', payloadOf(again))
  return again !== null
}
