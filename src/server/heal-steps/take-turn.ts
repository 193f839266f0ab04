import { applyEffect } from '../effects/apply-effects.ts'
import type { Database } from '../history/connection/database.ts'
import { countDispatches, lockDispatches } from '../history/healings/dispatches.ts'
import type { Healing } from '../history/healings/healing.ts'
import { listHealingEvents, recordHealingEvent } from '../history/healings/healing-events.ts'
import { amendHealing } from '../history/healings/transition.ts'
import type { JobContext } from '../queue/job.ts'
import { renderWaitingCheck } from '../render/check-output.ts'
import { type Caps, fullNow, type Loads, type Reached } from '../triage/caps.ts'
import type { JobScope } from './job-scope.ts'
import { type Move, moveWithin, payloadOf } from './move-healing.ts'

const DAY_MS = 86_400_000
const LATER_SECONDS = 30 // how soon a healing looks again whether another one has ended
const WAITS = 'waits for its turn'

/** What runs now of the healing's repository and of its whole installation. */
export async function loadsOf(
  database: Database,
  { repositoryId, installationId }: Pick<Healing, 'repositoryId' | 'installationId'>,
  now: Date,
): Promise<Loads> {
  const since = new Date(now.getTime() - DAY_MS)
  return {
    repository: await countDispatches(database, { repositoryId }, since),
    installation: await countDispatches(database, { installationId }, since),
  }
}

/** Moves a healing to its dispatch unless a cap was reached meanwhile: of any number of healings at once, no more than the caps allow go on. */
export function moveInTurn(context: JobContext, healing: Healing, caps: Caps, move: Move): Promise<Reached> {
  return context.history.transaction(async (database) => {
    await lockDispatches(database, healing.installationId)
    const full = fullNow(await loadsOf(database, healing, context.now()), caps)
    if (full === null) await moveWithin(database, context, healing, move)
    return full
  })
}

/** Looks again a little later; the check says once that the healing waits, and for whom. */
export async function waitForTurn(context: JobContext, scope: JobScope, healing: Healing, full: keyof Caps, caps: Caps): Promise<void> {
  const { history, send, now, log } = context
  const events = await listHealingEvents(history.database, healing)
  const isSaid = events.some(({ event, generation }) => event === WAITS && generation === healing.generation)
  if (!isSaid) {
    const text = renderWaitingCheck(full, caps[full].running)
    const checkRunId = await applyEffect(scope.target, { kind: 'check', headSha: healing.headSha, externalId: healing.id, ...text })
    await history.transaction(async (database) => {
      if ((await amendHealing(database, healing, { checkRunId }, now())) === null) return
      await recordHealingEvent(database, { healing, from: healing.state, to: healing.state, event: WAITS, detail: { full } })
    })
    log.info({ full }, WAITS)
  }
  await history.transaction((database) => send(database, 'triage', payloadOf(healing), { afterSeconds: LATER_SECONDS }))
}
