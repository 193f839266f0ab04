import type { Job as BossJob, PgBoss } from 'pg-boss'
import type { AnyJob, JobContext } from './job.ts'
import { JobPayload } from './payload.ts'

/** What the jobs of a worker process share, and how fast it looks for new ones. */
export type Work = {
  readonly context: Omit<JobContext, 'signal'>
  /** Seconds between looks at the queue, where no notice of a new job came. Default 2. */
  readonly pollingSeconds?: number
}

const CONCURRENCY = 2

/** Runs the jobs of all queues in this process. `abort` ends the signals of those that run now. */
export async function startWork(boss: PgBoss, jobs: readonly AnyJob[], work: Work): Promise<{ abort(): void }> {
  const stopping = new AbortController()
  const seconds = work.pollingSeconds ?? 2
  // Nobody is notified when a retry falls due, or a job of equal payload ends: so as often with notices as without
  const polling = { pollingIntervalSeconds: seconds, notifyPollingIntervalSeconds: seconds }
  for (const job of jobs) {
    const options = { localConcurrency: job.concurrency ?? CONCURRENCY, batchSize: 1, ...polling }
    await boss.work<object>(job.name, options, async (batch: BossJob<object>[]) => {
      for (const one of batch) await runJob(job, one, work.context, stopping.signal)
    })
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' })
  }
  return { abort: () => stopping.abort(new Error('the worker is stopping')) }
}

async function runJob(job: AnyJob, given: BossJob<object>, shared: Work['context'], stopping: AbortSignal): Promise<void> {
  const { healingId, deliveryId } = given.data as Record<string, unknown>
  const log = shared.log.child({ job: job.name, jobId: given.id, try: given.retryCount + 1, delivery: deliveryId, healing: healingId })
  const context = { ...shared, log, signal: AbortSignal.any([given.signal, stopping]) }
  const startedAt = performance.now()
  const measure = (outcome: string) => {
    const seconds = (performance.now() - startedAt) / 1_000
    shared.metrics.observe('suture_job_seconds', 'How long jobs took', seconds, { job: job.name, outcome })
    return { ms: Math.round(seconds * 1_000) }
  }
  try {
    await call(job, given.data, context)
    log.info(measure('done'), 'job done')
  } catch (error) {
    log.warn({ ...measure('failed'), err: error }, 'job failed')
    throw error
  }
}

/** Payloads were valid when sent; an older version of this program may have sent them. */
function call<One extends AnyJob>(job: One, data: object, context: JobContext): Promise<void> {
  const run = job.run as (payload: unknown, context: JobContext) => Promise<void>
  return run(JobPayload[job.name].parse(data), context)
}
