import type { AnyJob } from '../queue/job.ts'
import { WEBHOOKS } from '../webhooks/index.ts'
import { collect } from './collect.ts'
import { deliver } from './deliver.ts'
import { dispatch } from './dispatch.ts'
import { createHandleDelivery, createHandleDeliveryAlone, createSort } from './handle-delivery.ts'
import { createIngest } from './ingest.ts'
import { createMaintain } from './maintain.ts'
import { pollRun } from './poll-run.ts'
import { requeue } from './requeue.ts'
import { sweepDeliveries } from './sweep-deliveries.ts'
import { triage } from './triage.ts'

/** Says of every delivery what is to be done about it. */
export const sortDelivery = createSort(WEBHOOKS)

/** Every kind of job, in the order in which a healing meets them. */
export function listJobs(settings: { readonly historyRetentionDays: number }): readonly AnyJob[] {
  return [
    createHandleDelivery(WEBHOOKS),
    createHandleDeliveryAlone(WEBHOOKS),
    createIngest(),
    triage,
    dispatch,
    pollRun,
    collect,
    deliver,
    sweepDeliveries,
    requeue,
    createMaintain(settings.historyRetentionDays),
  ]
}
