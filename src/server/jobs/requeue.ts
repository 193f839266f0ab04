import { requeueDeliveries } from '../heal-steps/ends/requeue-deliveries.ts'
import { requeueHealings } from '../heal-steps/ends/requeue-healings.ts'
import { requeueRuns } from '../heal-steps/ends/requeue-runs.ts'
import type { Job } from '../queue/job.ts'

/** Sends again the jobs of whatever is not finished and has none, a bounded number of times; then that is brought to its end. */
export const requeue: Job<'requeue'> = {
  name: 'requeue',
  expireInSeconds: 120,
  concurrency: 1,
  cron: '* * * * *',
  async run(_payload, context) {
    const healings = await requeueHealings(context)
    const deliveries = await requeueDeliveries(context)
    const runs = await requeueRuns(context)
    if (healings + deliveries + runs > 0) context.log.warn({ healings, deliveries, runs }, 'requeued')
  },
}
