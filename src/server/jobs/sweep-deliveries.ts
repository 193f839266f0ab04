import type { Octokit } from '../github/client.ts'
import { type HealingJob, payloadOf } from '../heal-steps/move-healing.ts'
import { knownDeliveries } from '../history/deliveries.ts'
import type { HealingState } from '../history/healings/healing-state.ts'
import { listStuckHealings } from '../history/healings/healings.ts'
import type { Job, JobContext } from '../queue/job.ts'

const HOUR_MS = 3_600_000
const LOOK_BACK_MS = 24 * HOUR_MS // GitHub keeps deliveries for three days; a server is not down for longer than one
const MIN_AGE_MS = 5 * 60_000 // younger ones may still be on their way
const STUCK_MS = HOUR_MS // no state lasts so long without a job that looks at it
const PAGES = 20

/** Requests missed deliveries from GitHub again, and resumes healings whose job was lost. */
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
    const resumed = await resumeHealings(context)
    if (missed.length + resumed > 0) log.info({ missed: missed.length, resumed }, 'swept')
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

const JOB_OF: Readonly<Partial<Record<HealingState, HealingJob>>> = {
  waiting: 'triage',
  triaging: 'triage',
  dispatching: 'dispatch',
  running: 'poll-run',
  collecting: 'collect',
  delivering: 'deliver',
}

async function resumeHealings({ history, send, now }: JobContext): Promise<number> {
  const stuck = await listStuckHealings(history.database, new Date(now().getTime() - STUCK_MS))
  let resumed = 0
  for (const healing of stuck) {
    const job = JOB_OF[healing.state]
    if (job === undefined) continue
    await history.transaction((database) => send(database, job, payloadOf(healing)))
    resumed += 1
  }
  return resumed
}
