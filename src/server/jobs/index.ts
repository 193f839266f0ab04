import type { Settings } from '../../config/settings.ts'
import type { AnyJob } from '../queue/job.ts'
import { WEBHOOKS } from '../webhooks/index.ts'
import { createAggregate } from './aggregate.ts'
import { collect } from './collect.ts'
import { deliver } from './deliver.ts'
import { dispatch } from './dispatch.ts'
import { endQuarantine } from './end-quarantine.ts'
import { expireMarkers } from './expire-markers.ts'
import { expireQuarantines } from './expire-quarantines.ts'
import { followHunt } from './follow-hunt.ts'
import { followStale } from './follow-stale.ts'
import { gate } from './gate.ts'
import { createHandleDelivery, createHandleDeliveryAlone, createSort } from './handle-delivery.ts'
import { watchRegressions } from './history/watch-regressions.ts'
import { createIngest } from './ingest.ts'
import { createMaintain } from './maintain.ts'
import { markCode } from './mark-code.ts'
import { offerCures } from './offer-cures.ts'
import { createPlanHunts } from './plan-hunts.ts'
import { pollRun } from './poll-run.ts'
import { learnRuns } from './prediction/learn-runs.ts'
import { predictChange } from './prediction/predict-change.ts'
import { requeue } from './requeue.ts'
import { startHunt } from './start-hunt.ts'
import { startStale } from './start-stale.ts'
import { sweepDeliveries } from './sweep-deliveries.ts'
import { triage } from './triage.ts'
import { unmarkCode } from './unmark-code.ts'
import { weighQuarantines } from './weigh-quarantines.ts'

/** Says of every delivery what is to be done about it. */
export const sortDelivery = createSort(WEBHOOKS)

/** Every kind of job, in the order in which a healing meets them. */
export function listJobs(
  settings: Pick<Settings, 'HISTORY_RETENTION_DAYS' | 'HISTORY_AGGREGATION_INTERVAL' | 'FLAKY_NIGHTLY_HOUR'>,
): readonly AnyJob[] {
  return [
    createHandleDelivery(WEBHOOKS),
    createHandleDeliveryAlone(WEBHOOKS),
    createIngest(),
    createAggregate(settings.HISTORY_AGGREGATION_INTERVAL),
    watchRegressions,
    triage,
    dispatch,
    pollRun,
    collect,
    deliver,
    gate,
    learnRuns,
    predictChange,
    weighQuarantines,
    endQuarantine,
    expireQuarantines,
    sweepDeliveries,
    requeue,
    createMaintain(settings.HISTORY_RETENTION_DAYS),
    createPlanHunts(settings.FLAKY_NIGHTLY_HOUR),
    startHunt,
    followHunt,
    offerCures,
    startStale,
    followStale,
    markCode,
    unmarkCode,
    expireMarkers,
  ]
}
