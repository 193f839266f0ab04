import type { Job as BossJob } from 'pg-boss'
import type { AnyJob, JobContext } from './job.ts'
import { JobPayload } from './payload.ts'

/** Runs jobs of one kind as one; false where that cannot be, or failed and so did nothing: then each is to be run alone. */
export async function runTogether(
  job: AnyJob,
  batch: readonly BossJob<object>[],
  shared: Omit<JobContext, 'signal'>,
  stopping: AbortSignal,
): Promise<boolean> {
  const run = job.runTogether as ((payloads: readonly unknown[], context: JobContext) => Promise<void>) | undefined
  if (!run || batch.length < 2) return false
  const log = shared.log.child({ job: job.name, jobs: batch.length })
  const timeUp = AbortSignal.timeout(job.expireInSeconds * 1_000)
  const startedAt = performance.now()
  try {
    const payloads = batch.map(({ data }) => JobPayload[job.name].parse(data))
    await run(payloads, { ...shared, log, signal: AbortSignal.any([...batch.map(({ signal }) => signal), stopping, timeUp]) })
  } catch (error) {
    log.warn({ err: error }, 'jobs failed together, each runs alone')
    return false
  }
  const seconds = (performance.now() - startedAt) / 1_000
  for (const _ of batch)
    shared.metrics.observe('suture_job_seconds', 'How long jobs took', seconds, { job: job.name, outcome: 'done together' })
  log.info({ ms: Math.round(seconds * 1_000) }, 'jobs done together')
  return true
}
