import type { Database } from '../history/connection/database.ts'
import type { Healing } from '../history/healings/healing.ts'
import type { HealingState } from '../history/healings/healing-state.ts'
import { findHealing } from '../history/healings/healings.ts'
import { type HealingChange, transition } from '../history/healings/transition.ts'
import type { JobContext } from '../queue/job.ts'
import type { SendOptions } from '../queue/send-job.ts'
import { NOTHING_FOUND } from '../triage/healing-outcome.ts'

/** The jobs that take a healing from one state to the next; all have the same payload. */
export type HealingJob = 'triage' | 'dispatch' | 'poll-run' | 'collect' | 'deliver'
export type HealingPayload = { readonly repositoryId: number; readonly healingId: string; readonly generation: number }

export function payloadOf({ repositoryId, id, generation }: Healing): HealingPayload {
  return { repositoryId, healingId: id, generation }
}

/** The healing of a job, where it is still in one of these states and in the job's own generation; else there is nothing to do. */
export async function healingIn(database: Database, payload: HealingPayload, states: readonly HealingState[]): Promise<Healing | null> {
  const healing = await findHealing(database, { repositoryId: payload.repositoryId, id: payload.healingId })
  return healing && healing.generation === payload.generation && states.includes(healing.state) ? healing : null
}

export type Move = {
  readonly to: HealingState
  readonly event: string
  readonly change?: HealingChange
  readonly detail?: Readonly<Record<string, unknown>>
  /** The job that goes on from there, sent in the same transaction. */
  readonly next?: { readonly job: HealingJob; readonly options?: SendOptions }
}

/** Moves a healing and sends its next job, both or neither. Null where somebody else moved it first. */
export function moveHealing(context: Pick<JobContext, 'history' | 'send' | 'now'>, healing: Healing, move: Move): Promise<Healing | null> {
  return context.history.transaction((database) => moveWithin(database, context, healing, move))
}

/** The same within a transaction of the caller's. */
export async function moveWithin(
  database: Database,
  { send, now }: Pick<JobContext, 'send' | 'now'>,
  healing: Healing,
  { to, event, change, detail, next }: Move,
): Promise<Healing | null> {
  const step = { event, now: now(), ...(change ? { change } : {}), ...(detail ? { detail } : {}) }
  const moved = await transition(database, healing, to, step)
  if (moved && next) await send(database, next.job, payloadOf(moved), next.options)
  return moved
}

/** A run that failed is delivered as such, with what the logs said. */
export async function failRun(context: JobContext, healing: Healing, reason: string): Promise<void> {
  await moveHealing(context, healing, {
    to: 'delivering',
    event: 'run failed',
    change: withReason(healing, reason),
    next: { job: 'deliver' },
  })
}

const BEFORE: readonly HealingState[] = ['received', 'waiting', 'triaging', 'delivering']

/** Takes a healing to its delivery from wherever it is, with a reason and what was found so far. Null where somebody moved it first. */
export async function deliverWith(
  database: Database,
  { send, now }: Pick<JobContext, 'send' | 'now'>,
  healing: Healing,
  { event, reason, detail }: { readonly event: string; readonly reason: string; readonly detail: Readonly<Record<string, unknown>> },
): Promise<Healing | null> {
  const path = BEFORE.includes(healing.state) ? BEFORE.slice(BEFORE.indexOf(healing.state) + 1) : (['delivering'] as const)
  let moved: Healing | null = healing
  for (const to of path)
    moved = moved && (await transition(database, moved, to, { event, detail, now: now(), change: withReason(healing, reason) }))
  if (moved) await send(database, 'deliver', payloadOf(moved))
  return moved
}

function withReason({ result }: Healing, reason: string): HealingChange {
  return result === null ? { reason, result: NOTHING_FOUND } : { reason }
}
