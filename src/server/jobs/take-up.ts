import { takeUpDeliveries } from '../heal-steps/ends/take-up-deliveries.ts'
import { takeUpHealings } from '../heal-steps/ends/take-up-healings.ts'
import { takeUpRuns } from '../heal-steps/ends/take-up-runs.ts'
import type { Job } from '../queue/job.ts'

/** Sends again the jobs of whatever is not finished and has none, a bounded number of times; then that is brought to its end. */
export const takeUp: Job<'take-up'> = {
  name: 'take-up',
  expireInSeconds: 120,
  concurrency: 1,
  cron: '* * * * *',
  async run(_payload, context) {
    const healings = await takeUpHealings(context)
    const deliveries = await takeUpDeliveries(context)
    const runs = await takeUpRuns(context)
    if (healings + deliveries + runs > 0) context.log.warn({ healings, deliveries, runs }, 'taken up')
  },
}
