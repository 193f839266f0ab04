import { aggregate } from '../history/periods/aggregate.ts'
import type { PeriodLength } from '../history/periods/test-periods.ts'
import type { Job } from '../queue/job.ts'

/** After runs were read: adds up their executions by test and period. `length`: HISTORY_AGGREGATION_INTERVAL. */
export function createAggregate(length: PeriodLength): Job<'aggregate'> {
  return {
    name: 'aggregate',
    expireInSeconds: 900,
    async run({ repositoryId }, { history, send, log, now, signal }) {
      const days = await aggregate(history, repositoryId, length, now(), signal)
      if (days.length === 0) return
      await send(history.database, 'watch-regressions', { repositoryId })
      log.info({ repositoryId, days }, 'executions added up')
    },
  }
}
