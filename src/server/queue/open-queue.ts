import { fromPrisma, PgBoss, type QueueOptions } from 'pg-boss'
import type { Log } from '../log.ts'
import { DEAD_LETTERS, replayDeadLetters } from './dead-letters.ts'
import type { AnyJob } from './job.ts'
import { type JobName, JobPayload } from './payload.ts'
import type { SendJob, SendJobs } from './send-job.ts'
import { startWork, type Work, type Working } from './start-work.ts'

// A worker that was killed is found within a heartbeat: 10 s is the least that pg-boss allows.
const HEARTBEAT = { heartbeatSeconds: 10 }
const RETRIES = { limit: 6, delaySeconds: 2 } // doubled each time: given up after some minutes
const KEEP = { retentionSeconds: 14 * 86_400, deleteAfterSeconds: 86_400 }

export type Queue = {
  readonly send: SendJob
  readonly sendAll: SendJobs
  /** Begins to run jobs in this process. */
  work(work: Work): Promise<void>
  /** Whether the queue's tables are there and answer. */
  isReady(): Promise<boolean>
  /** Jobs waiting, running and dead, by queue. */
  counts(): Promise<readonly QueueCounts[]>
  /** Sends dead letters, of one kind of job or of all, to their queues again; returns how many. */
  replayDeadLetters(name?: string): Promise<number>
  /** Takes no new job, lets running ones finish within `graceSeconds`, then aborts them and gives them back for a later try. */
  stop(graceSeconds: number): Promise<void>
}

export type QueueCounts = { readonly name: string; readonly waiting: number; readonly running: number; readonly failed: number }

export type QueueSettings = {
  /** How often dead workers and due jobs are looked for. Default 5. */
  readonly superviseSeconds?: number
  readonly connections?: number
  /** How often a failed job is tried again before it is a dead letter, and after how long. */
  readonly retries?: { readonly limit: number; readonly delaySeconds: number }
}

/** Opens the queues of `jobs` in the database at `url`, making or updating their tables. Any number of processes may. */
export async function openQueue(url: string, jobs: readonly AnyJob[], log: Log, settings: QueueSettings = {}): Promise<Queue> {
  const seconds = settings.superviseSeconds ?? 5
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'suture queue',
    max: settings.connections ?? 6,
    superviseIntervalSeconds: seconds,
    monitorIntervalSeconds: seconds,
    useListenNotify: true,
  })
  boss.on('error', (error) => log.error({ err: error }, 'queue error'))
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'queue warning'))
  await boss.start({ attempts: 5 })
  await boss.createQueue(DEAD_LETTERS, { retentionSeconds: KEEP.retentionSeconds })
  for (const job of jobs) await declareQueue(boss, job, settings.retries ?? RETRIES)
  const known = new Set<string>(jobs.map(({ name }) => name))
  const toRow = (name: JobName, payload: unknown) => {
    if (!known.has(name)) throw new Error(`there is no job ${name}`)
    const data = JobPayload[name].parse(payload)
    return { data, singletonKey: Object.values(data).join('/') }
  }
  let working: Working | null = null
  return {
    send: async (database, name, payload, { afterSeconds } = {}) => {
      const { data, singletonKey } = toRow(name, payload)
      const later = afterSeconds === undefined ? {} : { startAfter: afterSeconds }
      await boss.send(name, data, { db: fromPrisma(database), singletonKey, ...later })
    },
    sendAll: async (database, name, payloads) => {
      const rows = payloads.map((payload) => toRow(name, payload))
      if (rows.length > 0) await boss.insert(name, rows, { db: fromPrisma(database) })
    },
    work: async (work) => {
      working = await startWork(boss, jobs, work)
    },
    isReady: () => isReady(boss),
    counts: () => countJobs(boss),
    replayDeadLetters: (name) => replayDeadLetters(boss, name),
    stop: async (graceSeconds) => {
      const timer = setTimeout(() => working?.abort(), graceSeconds * 1_000)
      await working?.close()
      await boss.stop({ graceful: true, timeout: graceSeconds * 1_000 + 2_000 })
      clearTimeout(timer)
    },
  }
}

/** `singleton`: any number may wait, of equal key one runs; so a job may send its own successor, and no two do the same thing. */
async function declareQueue(boss: PgBoss, job: AnyJob, retries: typeof RETRIES): Promise<void> {
  const again = { retryLimit: retries.limit, retryDelay: retries.delaySeconds, retryBackoff: true, retryDelayMax: 300 }
  const options: QueueOptions = { ...HEARTBEAT, ...KEEP, ...again, expireInSeconds: job.expireInSeconds }
  const more = { deadLetter: DEAD_LETTERS, notify: true }
  await boss.createQueue(job.name, { ...options, ...more, policy: 'singleton' })
  await boss.updateQueue(job.name, { ...options, ...more }) // an older version may have made it with other numbers
}

async function isReady(boss: PgBoss): Promise<boolean> {
  try {
    return await boss.isInstalled()
  } catch {
    return false
  }
}

const COUNTS = `SELECT name, count(*) FILTER (WHERE state IN ('created', 'retry'))::int AS waiting,
  count(*) FILTER (WHERE state = 'active')::int AS running, count(*) FILTER (WHERE state = 'failed')::int AS failed
  FROM pgboss.job GROUP BY name ORDER BY name`

/** Counted now: the counts of getQueues are from the last check of some process. */
async function countJobs(boss: PgBoss): Promise<readonly QueueCounts[]> {
  const { rows } = await boss.getDb().executeSql(COUNTS)
  return rows
}
