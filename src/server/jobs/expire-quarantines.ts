import { sendGatesAbout } from '../heal-steps/gate/send-gate.ts'
import { takeExpired } from '../history/quarantines.ts'
import type { Job } from '../queue/job.ts'

const AT_ONCE = 100

/** Every minute: quarantines that have come to their end are told once, and the gates that rest on them are judged again. */
export const expireQuarantines: Job<'expire-quarantines'> = {
  name: 'expire-quarantines',
  expireInSeconds: 120,
  concurrency: 1,
  cron: '* * * * *',
  async run(_payload, { history, send, now, log }) {
    const expired = await history.transaction(async (database) => {
      const ended = await takeExpired(database, now(), AT_ONCE)
      for (const { repositoryId, id, testId } of ended) {
        await sendGatesAbout(database, send, repositoryId, { testIds: [testId], quarantines: [id] }, now())
        await send(database, 'end-quarantine', { repositoryId, quarantineId: id })
      }
      return ended.length
    })
    if (expired > 0) log.info({ expired }, 'quarantines have ended')
  },
}
