import type { Environment } from '../../model/environment.ts'
import type { GitHub } from '../github/octokit.ts'
import type { Database, History } from '../history/connection/database.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { JobName, PayloadOf } from './payload.ts'
import type { SendJob } from './send-job.ts'

/** What a job gets from outside. `signal` is aborted when the job's time is up or the worker stops: pass it to every wait. */
export type JobContext = {
  readonly history: History
  readonly send: SendJob
  readonly github: GitHub
  readonly log: Log
  readonly metrics: Metrics
  /** The server's defaults of repository settings, and their limits: a layer for `readSettings`. */
  readonly serverEnvironment: Environment
  readonly signal: AbortSignal
  now(): Date
}

/** Why no further try of a job is made. */
export type Death = {
  /** The end of a sentence: what happened to the tries, with the first line of the last error, without what looks like a secret. */
  readonly why: string
  /** Nobody asks again: what can't be done on GitHub is left out, and only the database is brought to its end. */
  readonly isLast: boolean
}

/** What a dead job is opened again with: one transaction. */
export type Revival = { readonly database: Database; readonly send: SendJob; readonly now: Date }

/**
 * One kind of job: one file in this folder, one line in index.ts. It may run twice, and in any order with others: it checks the
 * state before each effect. A thrown error is tried again later; after the last try the job goes to the dead letters, and `giveUp`
 * is called.
 */
export type Job<Name extends JobName = JobName> = {
  readonly name: Name
  /** Seconds after which its signal is aborted and it counts as failed. */
  readonly expireInSeconds: number
  /** How many may run at once in one worker process; jobs of equal payload never do, in any process. Default 2. */
  readonly concurrency?: number
  /** How many one worker takes at once, to run together or one after the other: for short jobs that come in floods. Default 1. */
  readonly batch?: number
  /** A cron expression in UTC: the job is also sent, with an empty payload, whenever it matches. */
  readonly cron?: string
  run(payload: PayloadOf<Name>, context: JobContext): Promise<void>
  /** The same for all jobs of a batch as one: does them all, or throws and has done nothing, and then each is run alone. */
  runTogether?(payloads: readonly PayloadOf<Name>[], context: JobContext): Promise<void>
  /** Brings to its end what the job was for: it will not be done. Throws to be called again; it may be called twice. */
  giveUp?(payload: PayloadOf<Name>, death: Death, context: JobContext): Promise<void>
  /**
   * For a person who replays a dead job: opens again what `giveUp` has ended and sends what goes on from there. False where nothing is
   * left to do. Left out where the job itself is sent again.
   */
  revive?(payload: PayloadOf<Name>, revival: Revival): Promise<boolean>
}

/** A job of any kind, as lists hold it. */
export type AnyJob = { [Name in JobName]: Job<Name> }[JobName]
