import type { Job as BossJob, JobResult, PgBoss } from 'pg-boss'
import type { AnyJob, JobContext } from './job.ts'
import { JobPayload } from './payload.ts'
import { watchDue } from './watch-due.ts'

/** What the jobs of a worker process share, and how fast it looks for what fell due. */
export type Work = {
  readonly context: Omit<JobContext, 'signal'>
  /** Seconds between looks for jobs that nobody gives notice of: retries and later ones that fall due. Default 1. */
  readonly pollingSeconds?: number
}

export type Working = {
  /** Looks for nothing more that falls due; call it before the queue stops. */
  close(): Promise<void>
  /** Ends the signals of the jobs that run now. */
  abort(): void
}

type Run = (job: AnyJob, given: BossJob<object>) => Promise<JobResult>

const CONCURRENCY = 2
// New jobs come with a notice, due ones are watched for, and who found one looks again: this is for a notice that was lost
const POLL = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 }

/** Runs the jobs of all queues in this process. */
export async function startWork(boss: PgBoss, jobs: readonly AnyJob[], work: Work): Promise<Working> {
  const stopping = new AbortController()
  const workers = new Map<string, string[]>()
  for (const job of jobs) {
    const ids: string[] = []
    workers.set(job.name, ids)
    const count = job.concurrency ?? CONCURRENCY
    for (let n = 0; n < count; n += 1)
      ids.push(await startWorker(boss, job, (one, given) => runJob(one, given, work.context, stopping.signal)))
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' })
  }
  const wake = (name: string) => {
    for (const id of workers.get(name) ?? []) boss.notifyWorker(id)
  }
  const watch = watchDue(boss.getDb(), [...workers.keys()], wake, work.pollingSeconds ?? 1, work.context.log)
  return { close: watch.close, abort: () => stopping.abort(new Error('the worker is stopping')) }
}

/** One worker of a queue: takes as many jobs at once as the job says, runs one after the other, and settles each on its own. */
async function startWorker(boss: PgBoss, job: AnyJob, run: Run): Promise<string> {
  const own = { id: '' }
  own.id = await boss.work<object>(job.name, { ...POLL, batchSize: job.batch ?? 1, perJobResults: true }, async (batch) => {
    boss.notifyWorker(own.id) // where there was one there may be more: it looks again as soon as these are done
    const results: JobResult[] = []
    for (const given of batch) results.push(await run(job, given))
    return results
  })
  return own.id
}

async function runJob(job: AnyJob, given: BossJob<object>, shared: Work['context'], stopping: AbortSignal): Promise<JobResult> {
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
    context.signal.throwIfAborted()
    await call(job, given.data, context)
    log.info(measure('done'), 'job done')
    return { id: given.id, status: 'completed' }
  } catch (error) {
    log.warn({ ...measure('failed'), err: error }, 'job failed')
    return { id: given.id, status: 'failed', output: error }
  }
}

/** Payloads were valid when sent; an older version of this program may have sent them. */
function call<One extends AnyJob>(job: One, data: object, context: JobContext): Promise<void> {
  const run = job.run as (payload: unknown, context: JobContext) => Promise<void>
  return run(JobPayload[job.name].parse(data), context)
}
