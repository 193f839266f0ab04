import { listExpiredMarkers, releaseMarker } from '../history/code-markers.ts'
import type { Job } from '../queue/job.ts'
import { lastDay } from '../render/markers/code-marker.ts'

/** Begins to take out of the code what was marked for a while that is over. */
export const expireMarkers: Job<'expire-markers'> = {
  name: 'expire-markers',
  expireInSeconds: 120,
  concurrency: 1,
  cron: '23 * * * *',
  async run(_payload, { history, send, now }) {
    for (const { repositoryId, id, expiresAt } of await listExpiredMarkers(history.database, now()))
      await history.transaction(async (database) => {
        const isFirst = await releaseMarker(database, { repositoryId, id }, 'suture', `it was to hold until ${lastDay(expiresAt)}`, now())
        if (isFirst) await send(database, 'unmark-code', { repositoryId, markerId: id })
      })
  },
}
