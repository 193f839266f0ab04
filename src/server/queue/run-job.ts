import type { Job as BossJob, JobResult } from 'pg-boss'
import { isOutage } from '../github/whose-fault.ts'
import { errorLine } from './error-line.ts'
import type { AnyJob, JobContext } from './job.ts'
import { JobPayload } from './payload.ts'
import { type EndTry, triesBefore } from './tries.ts'

/** One try of a job: how pg-boss is to settle it. A failed one has sent its next try itself. */
export async function runJob(
  job: AnyJob,
  given: BossJob<object>,
  shared: Omit<JobContext, 'signal'>,
  stopping: AbortSignal,
  endTry: EndTry,
): Promise<JobResult> {
  const { id } = given
  const { healingId, deliveryId } = given.data as Record<string, unknown>
  const before = triesBefore(given)
  const log = shared.log.child({
    job: job.name,
    jobId: id,
    try: before.failed + before.away + 1,
    lost: before.lost,
    delivery: deliveryId,
    healing: healingId,
  })
  const timeUp = AbortSignal.timeout(job.expireInSeconds * 1_000)
  const context = { ...shared, log, signal: AbortSignal.any([given.signal, stopping, timeUp]) }
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
    return { id, status: 'completed' }
  } catch (error) {
    log.warn({ ...measure('failed'), err: error }, 'job failed')
    const message = timeUp.aborted ? `it took longer than ${job.expireInSeconds} s` : errorLine(String(error))
    if (stopping.aborted || given.signal.aborted) return { id, status: 'failed', output: { message } }
    const how = isOutage(error) ? 'away' : 'failed'
    const tries = { ...before, [how]: before[how] + 1 }
    const next = await endTry(job, given, tries, how)
    return { id, status: next === 'sent again' ? 'completed' : 'deadletter', output: { message, tries } }
  }
}

/** Payloads were valid when sent; an older version of this program may have sent them. */
function call<One extends AnyJob>(job: One, data: object, context: JobContext): Promise<void> {
  const run = job.run as (payload: unknown, context: JobContext) => Promise<void>
  return run(JobPayload[job.name].parse(data), context)
}
