import { fromPrisma, type JobWithMetadata, type PgBoss } from 'pg-boss'
import type { History } from '../history/connection/database.ts'
import type { AnyJob, Death, JobContext, Revival } from './job.ts'
import { JobPayload } from './payload.ts'
import type { SendJob } from './send-job.ts'
import { triesOf } from './tries.ts'

/** Where jobs end whose last try failed; they stay two weeks. */
export const DEAD_LETTERS = 'dead-letters'

const ALL = 100_000 // the most that pg-boss lists at once

/** Calls `giveUp` of the job that a dead letter was. */
export async function endDeadLetter(jobs: readonly AnyJob[], letter: JobWithMetadata<object>, context: JobContext): Promise<void> {
  const job = jobs.find(({ name }) => name === letter.sourceName)
  const death = { why: whyDead(letter), isLast: letter.retryCount >= letter.retryLimit }
  context.log.error({ job: letter.sourceName, why: death.why }, 'job given up')
  if (job) await giveUp(job, letter.data, death, context)
}

/** Sends dead letters, of one kind of job or of all, to their queues again, each once; returns how many. */
export async function replayDeadLetters(
  boss: PgBoss,
  jobs: readonly AnyJob[],
  send: SendJob,
  history: History,
  sourceName?: string,
): Promise<number> {
  let sent = 0
  for (const letter of await boss.findJobs<object>(DEAD_LETTERS, { limit: ALL })) {
    const job = jobs.find(({ name }) => name === letter.sourceName)
    if (!job || letter.state === 'active' || (sourceName !== undefined && sourceName !== job.name)) continue
    const isSent = await history.transaction(async (database) => {
      await boss.deleteJob(DEAD_LETTERS, letter.id, { db: fromPrisma(database) })
      return revive(job, letter.data, { database, send, now: new Date() })
    })
    if (isSent) sent += 1
  }
  return sent
}

function whyDead({ data, sourceOutput, sourceRetryCount }: JobWithMetadata<object>): string {
  const before = triesOf(data)
  const tries = triesOf(sourceOutput)
  const message = String((sourceOutput as { message?: unknown } | null)?.message ?? '')
  const failed = tries.failed + tries.away
  if (failed > 0) return `it failed ${times(failed)}, the last time with: ${message}`
  return `the process that did it was lost ${times(before.lost + (sourceRetryCount ?? 0) + 1)} in the middle of it`
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}

function giveUp<One extends AnyJob>(job: One, data: object, death: Death, context: JobContext): Promise<void> {
  const call = job.giveUp as ((payload: unknown, death: Death, context: JobContext) => Promise<void>) | undefined
  return call?.(JobPayload[job.name].parse(data), death, context) ?? Promise.resolve()
}

async function revive(job: AnyJob, data: object, revival: Revival): Promise<boolean> {
  const payload = JobPayload[job.name].parse(data)
  if (job.revive) return (job.revive as (payload: unknown, revival: Revival) => Promise<boolean>)(payload, revival)
  await revival.send(revival.database, job.name, payload)
  return true
}
