import type { Octokit } from '../github/client.ts'
import { knownDeliveries } from '../history/deliveries.ts'
import type { Job, JobContext } from '../queue/job.ts'

const HOUR_MS = 3_600_000
const LOOK_BACK_MS = 24 * HOUR_MS // GitHub keeps deliveries for three days; a server is not down for longer than one
const MIN_AGE_MS = 5 * 60_000 // younger ones may still be on their way
const PAGES = 20

/** Requests missed deliveries from GitHub again. */
export const sweepDeliveries: Job<'sweep-deliveries'> = {
  name: 'sweep-deliveries',
  expireInSeconds: 600,
  concurrency: 1,
  cron: '*/10 * * * *',
  async run(_payload, context) {
    const { github, log } = context
    const octokit = await github.app()
    const missed = await findMissed(context, octokit)
    for (const id of missed) await octokit.request('POST /app/hook/deliveries/{delivery_id}/attempts', { delivery_id: id })
    if (missed.length > 0) log.info({ missed: missed.length }, 'swept')
  },
}

/** The newest attempt of every delivery that was never received. */
async function findMissed({ history, now, signal }: JobContext, octokit: Octokit): Promise<readonly number[]> {
  const until = now().getTime() - LOOK_BACK_MS
  const newest = new Map<string, number>()
  let pages = 0
  for await (const { data } of octokit.paginate.iterator('GET /app/hook/deliveries', { per_page: 100 })) {
    signal.throwIfAborted()
    for (const { id, guid, delivered_at: at } of data) {
      const ageMs = now().getTime() - new Date(at).getTime()
      if (ageMs >= MIN_AGE_MS && ageMs <= LOOK_BACK_MS && !newest.has(guid)) newest.set(guid, id)
    }
    pages += 1
    const last = data.at(-1)
    if (!last || pages >= PAGES || new Date(last.delivered_at).getTime() < until) break
  }
  const known = await knownDeliveries(history.database, [...newest.keys()])
  return [...newest].filter(([guid]) => !known.has(guid)).map(([, id]) => id)
}
