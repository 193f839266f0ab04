import { z } from 'zod'
import type { Settings } from '../../../config/settings.ts'
import { HealingRequest } from '../../../model/result/healing-request.ts'
import type { Healing } from '../../history/healings/healing.ts'
import { listHealingEvents } from '../../history/healings/healing-events.ts'
import type { JobContext } from '../../queue/job.ts'

const Detail = z.object({ request: HealingRequest })

/** What the API was asked for this generation of a healing; null where somebody else began it. */
async function requestOf({ history }: Pick<JobContext, 'history'>, healing: Healing): Promise<HealingRequest | null> {
  const events = await listHealingEvents(history.database, healing)
  const command = events.find(({ event, generation }) => event === 'command' && generation === healing.generation)
  return Detail.safeParse(command?.detail).data?.request ?? null
}

/** A repository's settings as a request narrows them: fewer rounds, a higher bar, no pull request. It never widens them. */
export async function narrowedSettings(
  context: Pick<JobContext, 'history'>,
  healing: Healing,
  settings: Settings,
): Promise<{ readonly settings: Settings; readonly detectFlaky: boolean }> {
  const request = await requestOf(context, healing)
  if (request === null) return { settings, detectFlaky: true }
  const narrowed = {
    ...settings,
    mode: settings.mode === 'pr' && !request.autoRepair ? ('suggest' as const) : settings.mode,
    HEALING_MAX_REPAIR_ATTEMPTS: Math.min(settings.HEALING_MAX_REPAIR_ATTEMPTS, request.maxRepairAttempts),
    HEALING_CONFIDENCE_THRESHOLD: Math.max(settings.HEALING_CONFIDENCE_THRESHOLD, request.confidenceThreshold),
  }
  return { settings: narrowed, detectFlaky: request.detectFlaky }
}
