import { listUncounted } from '../history/periods/aggregate.ts'
import { listSummarised, renewSummaries } from '../history/periods/summaries.ts'
import { ensurePartitions } from '../history/retention/partitions.ts'
import { applyRetention } from '../history/retention/retention.ts'
import type { Job } from '../queue/job.ts'

/** Makes the months ahead and removes what is older than its retention. `historyDays`: HISTORY_RETENTION_DAYS. */
export function createMaintain(historyDays: number): Job<'maintain'> {
  return {
    name: 'maintain',
    expireInSeconds: 900,
    concurrency: 1,
    cron: '17 3 * * *',
    async run(_payload, { history, log, now, send }) {
      const partitions = await history.transaction((database) => ensurePartitions(database, now()))
      const deleted = await applyRetention(history.database, now(), historyDays)
      for (const repositoryId of await listSummarised(history.database, now())) await renewSummaries(history.database, repositoryId, now())
      for (const repositoryId of await listUncounted(history.database)) await send(history.database, 'aggregate', { repositoryId })
      log.info({ partitions, deleted }, 'maintenance done')
    },
  }
}
