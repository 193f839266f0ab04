import type { Healing } from '../../history/healings/healing.ts'
import { listHealingEvents, recordHealingEvent } from '../../history/healings/healing-events.ts'
import type { HealingState } from '../../history/healings/healing-state.ts'
import { listStuckHealings } from '../../history/healings/healings.ts'
import { findRepository } from '../../history/repositories.ts'
import type { JobContext } from '../../queue/job.ts'
import { withoutJob } from '../../queue/without-job.ts'
import { type HealingJob, moveHealing, payloadOf } from '../move-healing.ts'
import { giveUpHealing } from './give-up-healing.ts'

const STUCK_MS = 45_000 // with a look every minute, what is stuck is requeued within two
const MOST_TIMES = 5
const AT_ONCE = 1_000
const TAKEN_UP = 'taken up again'

/** What takes a healing on from each state; where no job works in it, the state that one works in. */
const STEPS: Readonly<Partial<Record<HealingState, { readonly job: HealingJob; readonly from?: HealingState }>>> = {
  received: { job: 'triage', from: 'waiting' },
  waiting: { job: 'triage' },
  triaging: { job: 'triage' },
  dispatching: { job: 'dispatch' },
  running: { job: 'poll-run' },
  collecting: { job: 'collect' },
  not_dispatchable: { job: 'deliver', from: 'delivering' },
  delivering: { job: 'deliver' },
}

/** Healings that nothing works on: returns how many. */
export async function requeueHealings(context: JobContext): Promise<number> {
  const { history, now } = context
  let count = 0
  const stuck = await listStuckHealings(history.database, new Date(now().getTime() - STUCK_MS), AT_ONCE)
  for (const [state, healings] of Map.groupBy(stuck, (one) => one.state)) {
    const step = STEPS[state]
    if (!step) continue
    const lost = new Set((await withoutJob(history.database, step.job, healings.map(payloadOf))).map(({ healingId }) => healingId))
    for (const healing of healings.filter(({ id }) => lost.has(id))) {
      await requeueHealing(context, healing, step.job, step.from ?? null)
      count += 1
    }
  }
  return count
}

async function requeueHealing(context: JobContext, healing: Healing, job: HealingJob, from: HealingState | null): Promise<void> {
  const { history, send, log } = context
  const repository = await findRepository(history.database, healing.repositoryId)
  if (!repository || repository.removedAt) {
    await moveHealing(context, healing, {
      to: 'cancelled',
      event: 'repository removed',
      change: { reason: 'Suture may no longer see this repository' },
    })
    return
  }
  if (from !== null) {
    await moveHealing(context, healing, { to: from, event: TAKEN_UP, next: { job } })
    return
  }
  const events = await listHealingEvents(history.database, healing)
  const ofJob = events.filter(
    ({ event, generation, detail }) => event === TAKEN_UP && generation === healing.generation && detail['job'] === job,
  )
  const times = ofJob.length
  await history.transaction(async (database) => {
    await recordHealingEvent(database, { healing, from: healing.state, to: healing.state, event: TAKEN_UP, detail: { job } })
    if (times < MOST_TIMES) await send(database, job, payloadOf(healing))
  })
  if (times < MOST_TIMES) return
  try {
    await giveUpHealing(context, job, payloadOf(healing), { why: `its job was lost ${MOST_TIMES} times`, isLast: times > MOST_TIMES })
  } catch (error) {
    log.warn({ err: error, healing: healing.id }, 'a stuck healing could not be ended yet')
  }
}
