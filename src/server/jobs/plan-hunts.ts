import { failSilentHunts, listActiveRepositories } from '../history/hunts.ts'
import type { Job } from '../queue/job.ts'

const DAY_MS = 86_400_000
const ACTIVE_DAYS = 7 // a repository whose CI did not run for a week has no new commit to search

/** Asks, once a night, each repository in which something happens whether it wants its default branch searched. `hour`: FLAKY_NIGHTLY_HOUR. */
export function createPlanHunts(hour: number): Job<'plan-hunts'> {
  return {
    name: 'plan-hunts',
    expireInSeconds: 300,
    concurrency: 1,
    cron: `11 ${hour} * * *`,
    async run(_payload, { history, send, log, now }) {
      const at = now()
      const day = at.toISOString().slice(0, 10)
      const silent = await failSilentHunts(history.database, new Date(at.getTime() - DAY_MS), at)
      const repositories = await listActiveRepositories(history.database, new Date(at.getTime() - ACTIVE_DAYS * DAY_MS))
      await history.transaction(async (database) => {
        for (const repositoryId of repositories) await send(database, 'start-hunt', { repositoryId, day })
      })
      log.info({ day, repositories: repositories.length, silent }, 'hunts planned')
    },
  }
}
