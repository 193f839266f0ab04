import type { Healing } from '../history/healings/healing.ts'
import type { HealingState } from '../history/healings/healing-state.ts'
import { type Step, transition } from '../history/healings/transition.ts'
import type { JobContext } from '../queue/job.ts'

/** A job whose payload is a healing. */
export type HealingJob = 'triage' | 'dispatch' | 'poll-run' | 'collect' | 'deliver'

export type Next = { readonly job: HealingJob; readonly afterSeconds?: number }

/**
 * Moves a healing and sends its next job in one transaction: either both happened or neither. Null where another worker moved it first.
 */
export function advance(
  context: Pick<JobContext, 'history' | 'send'>,
  healing: Healing,
  to: HealingState,
  step: Step,
  next?: Next,
): Promise<Healing | null> {
  return context.history.transaction(async (database) => {
    const moved = await transition(database, healing, to, step)
    if (moved && next) {
      const { repositoryId, id: healingId, generation } = moved
      const options = next.afterSeconds === undefined ? {} : { afterSeconds: next.afterSeconds }
      await context.send(database, next.job, { repositoryId, healingId, generation }, options)
    }
    return moved
  })
}
