import { z } from 'zod'

const Id = z.number().int().positive()
const Delivery = z.object({ deliveryId: z.string() })
const Healing = z.object({ repositoryId: Id, healingId: z.uuid(), generation: z.number().int().positive() })

const Marker = z.object({ repositoryId: Id, markerId: z.uuid() })

/** What each kind of job is given, by the kind's name. Ids only: a job reads the state of things when it runs. */
export const JobPayload = {
  'handle-delivery': Delivery,
  'handle-delivery-alone': Delivery,
  ingest: z.object({ installationId: Id, repositoryId: Id, ciRunId: Id, attempt: z.number().int().positive() }),
  triage: Healing,
  dispatch: Healing,
  'poll-run': Healing,
  collect: Healing,
  deliver: Healing,
  'plan-hunts': z.object({}),
  'start-hunt': z.object({ repositoryId: Id, day: z.string() }),
  'follow-hunt': z.object({ repositoryId: Id, huntId: z.uuid() }),
  'offer-cures': z.object({ repositoryId: Id, huntId: z.uuid() }),
  'start-stale': z.object({ repositoryId: Id, pullNumber: Id, headSha: z.string(), baseSha: z.string() }),
  'follow-stale': z.object({ repositoryId: Id, lookId: z.uuid() }),
  'mark-code': Marker,
  'unmark-code': Marker,
  'expire-markers': z.object({}),
  'learn-runs': z.object({ repositoryId: Id }),
  predict: z.object({ repositoryId: Id, headSha: z.string(), pullNumber: z.number().int().positive() }),
  gate: z.object({ repositoryId: Id, headSha: z.string() }),
  'weigh-quarantines': z.object({ repositoryId: Id }),
  'end-quarantine': z.object({ repositoryId: Id, quarantineId: z.uuid() }),
  'expire-quarantines': z.object({}),
  'sweep-deliveries': z.object({}),
  requeue: z.object({}),
  aggregate: z.object({ repositoryId: Id }),
  'watch-regressions': z.object({ repositoryId: Id }),
  maintain: z.object({}),
} as const

export type JobName = keyof typeof JobPayload
/** Jobs of equal key do the same: of them one runs at a time. */
export function keyOf(payload: object): string {
  return Object.values(payload).join('/')
}

export type PayloadOf<Name extends JobName> = z.infer<(typeof JobPayload)[Name]>
