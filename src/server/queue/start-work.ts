import type { Job as BossJob, JobResult, PgBoss } from 'pg-boss'
import { DEAD_LETTERS, endDeadLetter } from './dead-letters.ts'
import type { AnyJob, JobContext } from './job.ts'
import { JobPayload } from './payload.ts'
import { runJob } from './run-job.ts'
import { runTogether } from './run-together.ts'
import type { EndTry } from './tries.ts'
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

type Run = (batch: readonly BossJob<object>[]) => Promise<JobResult[]>

const CONCURRENCY = 2
// New jobs come with a notice, due ones are watched for, and who found one looks again: this is for a notice that was lost
const POLL = { pollingIntervalSeconds: 30, notifyPollingIntervalSeconds: 30 }

const WITH_SOURCE = { ...POLL, includeMetadata: true, batchSize: 1 } as const

/** Runs the jobs of all queues in this process, and gives up the dead ones. */
export async function startWork(boss: PgBoss, jobs: readonly AnyJob[], work: Work, endTry: EndTry): Promise<Working> {
  const stopping = new AbortController()
  const workers = new Map<string, string[]>()
  for (const job of jobs) {
    const ids: string[] = []
    workers.set(job.name, ids)
    const count = job.concurrency ?? CONCURRENCY
    for (let n = 0; n < count; n += 1)
      ids.push(await startWorker(boss, job, (batch) => runBatch(job, batch, work.context, stopping.signal, endTry)))
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'UTC' })
  }
  workers.set(DEAD_LETTERS, [await startEnding(boss, jobs, work.context, stopping.signal)])
  const wake = (name: string) => {
    for (const id of workers.get(name) ?? []) boss.notifyWorker(id)
  }
  const watch = watchDue(boss.getDb(), [...workers.keys()], wake, work.pollingSeconds ?? 1, work.context.log)
  return { close: watch.close, abort: () => stopping.abort(new Error('the worker is stopping')) }
}

/** One worker of a queue: takes as many jobs at once as the job says, and settles each on its own. */
async function startWorker(boss: PgBoss, job: AnyJob, run: Run): Promise<string> {
  const own = { id: '' }
  // One repository never has every worker. Each worker is one of pg-boss's own, which counts over all of a queue but allows no more than 1
  const groups = 'repositoryId' in JobPayload[job.name].shape ? { localGroupConcurrency: 1 } : {}
  const options = { ...POLL, ...groups, batchSize: job.batch ?? 1, perJobResults: true }
  own.id = await boss.work<object>(job.name, options, async (batch) => {
    boss.notifyWorker(own.id) // where there was one there may be more: it looks again as soon as these are done
    return run(batch)
  })
  return own.id
}

async function runBatch(
  job: AnyJob,
  batch: readonly BossJob<object>[],
  shared: Work['context'],
  stopping: AbortSignal,
  endTry: EndTry,
): Promise<JobResult[]> {
  if (await runTogether(job, batch, shared, stopping)) return batch.map(({ id }) => ({ id, status: 'completed' }))
  const results: JobResult[] = []
  for (const given of batch) results.push(await runJob(job, given, shared, stopping, endTry))
  return results
}

/** Brings to their end what dead jobs were for. */
function startEnding(boss: PgBoss, jobs: readonly AnyJob[], shared: Work['context'], stopping: AbortSignal): Promise<string> {
  return boss.work<object, void, typeof WITH_SOURCE>(DEAD_LETTERS, WITH_SOURCE, async (letters) => {
    for (const letter of letters) {
      const log = shared.log.child({ job: DEAD_LETTERS, jobId: letter.id, try: letter.retryCount + 1 })
      await endDeadLetter(jobs, letter, { ...shared, log, signal: AbortSignal.any([letter.signal, stopping]) })
    }
  })
}
