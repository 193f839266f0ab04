import { fromPrisma, PgBoss } from 'pg-boss'
import type { Database, History } from '../history/connection/database.ts'
import type { Log } from '../log.ts'
import { replayDeadLetters } from './dead-letters.ts'
import { declareQueues } from './declare-queues.ts'
import type { AnyJob } from './job.ts'
import { type JobName, JobPayload, keyOf, type PayloadOf } from './payload.ts'
import { placeInLine } from './place-in-line.ts'
import type { SendJob, SendJobs } from './send-job.ts'
import { startWork, type Work, type Working } from './start-work.ts'
import { createEndTry, type Retries } from './tries.ts'

const RETRIES = { limit: 6, delaySeconds: 2 } // given up after two minutes
const OUTAGES = { limit: 30, delaySeconds: 2, longestSeconds: 300 } // an hour's outage of GitHub ends nothing: given up after two
const LOSSES = { limit: 12, delaySeconds: 1 } // a job that kills its worker each time must not do so for ever
const ENDS = { limit: 20, delaySeconds: 5 } // GitHub may be away for an hour

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
  replayDeadLetters(history: History, name?: string): Promise<number>
  /** Takes no new job, lets running ones finish within `graceSeconds`, then aborts them and gives them back for a later try. */
  stop(graceSeconds: number): Promise<void>
}

export type QueueCounts = { readonly name: string; readonly waiting: number; readonly running: number; readonly failed: number }

export type QueueSettings = {
  /** How often dead workers and due jobs are looked for. Default 5. */
  readonly superviseSeconds?: number
  readonly connections?: number
  /** Whether new jobs are heard of by LISTEN, which needs connections that stay one session; else they are looked for. Default true. */
  readonly listens?: boolean
  /** How often a job that failed is tried again before it is a dead letter. */
  readonly retries?: Retries
  /** The same where GitHub is away, answers with errors of its own or with half answers: such tries do not count as failed. */
  readonly outages?: Retries
  /** The same for a job whose worker was killed or stopped: such tries do not count as failed. */
  readonly losses?: Retries
  /** How often it is tried to bring to an end what a dead letter was for. */
  readonly ends?: Retries
}

/** Opens the queues of `jobs` in the database at `url`, making or updating their tables. Any number of processes may. */
export async function openQueue(url: string, jobs: readonly AnyJob[], log: Log, settings: QueueSettings = {}): Promise<Queue> {
  const { superviseSeconds: seconds = 5, listens = true, retries = RETRIES, outages = OUTAGES, losses = LOSSES, ends = ENDS } = settings
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'suture queue',
    max: settings.connections ?? 6,
    superviseIntervalSeconds: seconds,
    monitorIntervalSeconds: seconds,
    useListenNotify: listens,
  })
  boss.on('error', (error) => log.error({ err: error }, 'queue error'))
  boss.on('warning', ({ message }) => log.warn({ warning: message }, 'queue warning'))
  try {
    await boss.start({ attempts: 5 })
    await declareQueues(boss, jobs, losses, ends)
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {}) // nobody else could close it
    throw error
  }
  const send = createSend(boss, jobs)
  let working: Working | null = null
  return {
    ...send,
    work: async (work) => {
      const budgets = { failed: retries, away: outages, lost: losses }
      working = await startWork(boss, jobs, work, createEndTry(boss, work.context.history, budgets))
    },
    isReady: () => isReady(boss),
    counts: () => countJobs(boss),
    replayDeadLetters: (history, name) => replayDeadLetters(boss, jobs, send.send, history, name),
    stop: async (graceSeconds) => {
      const timer = setTimeout(() => working?.abort(), graceSeconds * 1_000)
      await working?.close()
      await boss.stop({ graceful: true, timeout: graceSeconds * 1_000 + 2_000 })
      clearTimeout(timer)
    },
  }
}

function createSend(boss: PgBoss, jobs: readonly AnyJob[]): Pick<Queue, 'send' | 'sendAll'> {
  const known = new Set<string>(jobs.map(({ name }) => name))
  const toRow = async (database: Database, name: JobName, payload: unknown) => {
    if (!known.has(name)) throw new Error(`there is no job ${name}`)
    const data = JobPayload[name].parse(payload)
    const place = 'repositoryId' in data ? await placeInLine(database, name, data.repositoryId) : {}
    return { data, singletonKey: keyOf(data), ...place }
  }
  return {
    send: async (database, name, payload, { afterSeconds } = {}) => {
      const { data, ...options } = await toRow(database, name, payload)
      const later = afterSeconds === undefined ? {} : { startAfter: afterSeconds }
      await boss.send(name, data, { db: fromPrisma(database), ...options, ...later })
    },
    sendAll: async (database, name, payloads: readonly PayloadOf<JobName>[]) => {
      const rows = []
      for (const payload of payloads) rows.push(await toRow(database, name, payload))
      if (rows.length > 0) await boss.insert(name, rows, { db: fromPrisma(database) })
    },
  }
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
