import type { HealJob } from '../../../protocol/heal-job.ts'
import type { Database } from '../connection/database.ts'
import { Prisma } from '../generated/client.ts'
import { type Healing, toHealing } from './healing.ts'
import { recordHealingEvent } from './healing-events.ts'
import { canStartGeneration, canTransition, type HealingState, isFinished } from './healing-state.ts'

/** What a transition may set besides the state. */
export type HealingChange = {
  readonly baseSha?: string
  readonly mergeHeadSha?: string
  readonly mergeBaseSha?: string
  readonly waitUntil?: Date
  readonly healJob?: HealJob
  readonly dispatchNonce?: string
  readonly dispatchedAt?: Date
  readonly workflowRunId?: number
  readonly checkRunId?: number
  readonly commentId?: number
  readonly result?: object
  readonly reason?: string
}

export type Step = {
  readonly event: string
  readonly now: Date
  readonly change?: HealingChange
  readonly detail?: Readonly<Record<string, unknown>>
}

/**
 * Moves a healing from the state and generation that `healing` was read in, and writes it into its history. Returns it as it is now,
 * or null where somebody else moved it first: then nothing was done, and the caller's effects must not happen either.
 * Call it in the transaction that sends the next job. Throws where the state machine knows no such step.
 */
export async function transition(database: Database, healing: Healing, to: HealingState, step: Step): Promise<Healing | null> {
  const { state: from } = healing
  if (!canTransition(from, to)) throw new Error(`a healing can't go from ${from} to ${to}`)
  const finished = isFinished(to) ? { finishedAt: step.now } : {}
  const moved = await compareAndSet(database, healing, { state: to, updatedAt: step.now, ...finished, ...toColumns(step.change) })
  if (moved) await recordHealingEvent(database, { healing: moved, from, to, event: step.event, detail: step.detail ?? {} })
  return moved
}

/** Opens the next generation for failures that came late: it waits again, with no dispatch of its own yet. Null as above. */
export async function startGeneration(
  database: Database,
  healing: Healing,
  step: Step & { readonly waitUntil: Date },
): Promise<Healing | null> {
  const { state: from, generation } = healing
  if (!canStartGeneration(from)) throw new Error(`a healing that is ${from} takes no further generation`)
  const fresh = {
    healJob: Prisma.DbNull,
    dispatchNonce: null,
    dispatchedAt: null,
    workflowRunId: null,
    result: Prisma.DbNull,
    reason: null,
  }
  const state = { state: 'waiting', generation: generation + 1, waitUntil: step.waitUntil, finishedAt: null, updatedAt: step.now }
  const moved = await compareAndSet(database, healing, { ...fresh, ...state })
  if (moved) await recordHealingEvent(database, { healing: moved, from, to: 'waiting', event: step.event, detail: step.detail ?? {} })
  return moved
}

/** Sets fields without a step: the ids of the check and the comment, once they are there. Null where the generation went on. */
export function amendHealing(database: Database, healing: Healing, change: HealingChange, now: Date): Promise<Healing | null> {
  return compareAndSet(database, healing, { updatedAt: now, ...toColumns(change) })
}

async function compareAndSet(database: Database, healing: Healing, data: Prisma.HealingUpdateManyMutationInput): Promise<Healing | null> {
  const { repositoryId, id, state, generation } = healing
  const { count } = await database.healing.updateMany({ where: { repositoryId, id, state, generation }, data })
  if (count === 0) return null
  return toHealing(await database.healing.findUniqueOrThrow({ where: { repositoryId_id: { repositoryId, id } } }))
}

function toColumns({ healJob, ...change }: HealingChange = {}): Prisma.HealingUpdateManyMutationInput {
  return healJob ? { ...change, healJob } : change
}
