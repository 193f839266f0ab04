import { join } from 'node:path'
import { readSettings } from '../config/read-settings.ts'
import type { Settings } from '../config/settings.ts'
import { SutureError } from '../model/error.ts'
import type { SignIn } from './api/api.ts'
import { createApi } from './api/create-api.ts'
import { createGitHub, type GitHubAccess } from './github/octokit.ts'
import { createUserLogin } from './github/user-login.ts'
import type { History } from './history/connection/database.ts'
import { keepsSession } from './history/connection/keeps-session.ts'
import { migrate, pendingMigrations } from './history/connection/migrate.ts'
import { openHistory } from './history/connection/open-history.ts'
import type { OnReplica } from './history/connection/replica-reads.ts'
import { type DatabaseWait, untilDatabaseAnswers } from './history/connection/until-database-answers.ts'
import { ensurePartitions } from './history/retention/partitions.ts'
import { createMetricsRoutes, createRoutes, type HttpPorts } from './http.ts'
import type { BodyRoom } from './inbox/body-room.ts'
import { openInbox } from './inbox/open-inbox.ts'
import { receiveDelivery } from './inbox/receive-delivery.ts'
import { listJobs, sortDelivery } from './jobs/index.ts'
import { type Listening, listen } from './listen.ts'
import type { Log } from './log.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { AnyJob } from './queue/job.ts'
import { openQueue, type Queue, type QueueSettings } from './queue/open-queue.ts'
import type { ServerConfig } from './server-config.ts'

/** What a process does: takes deliveries in, works them off, or both. */
export type Roles = { readonly intake: boolean; readonly jobs: boolean }

/** What tests and the demo put in place of the real thing. */
export type Replacements = {
  readonly jobs?: readonly AnyJob[]
  readonly adjustOctokit?: GitHubAccess['adjust']
  readonly now?: () => Date
  readonly queue?: QueueSettings
  readonly pollingSeconds?: number
  readonly databaseWait?: DatabaseWait
}

export type RunningServer = {
  /** Null without intake. */
  readonly port: number | null
  readonly metricsPort: number | null
  readonly databaseUrl: string
  readonly history: History
  readonly queue: Queue
  /** Ends intake, finishes or gives back the jobs, closes everything; within 25 s. */
  stop(): Promise<void>
}

export type Server = { start(): Promise<RunningServer> }

const POOLED =
  'DATABASE_URL leads through a pooler in transaction mode, where LISTEN does not work: jobs are found within a second and not at once. Set DATABASE_DIRECT_URL to Postgres itself to hear of them.'
const POOLED_TOO =
  'DATABASE_DIRECT_URL leads through a pooler in transaction mode too: jobs are found within a second and not at once. Set it to Postgres itself.'

const GRACE_SECONDS = 18 // of the 25 that a stop may take: the rest is for requests under way and for aborted jobs

/** A server that is described and not started yet; `start` throws a SutureError where it can't, with what to do. */
export function createServer(config: ServerConfig, roles: Roles, log: Log, replacements: Replacements = {}): Server {
  return { start: () => start(config, roles, log, replacements) }
}

function start(config: ServerConfig, roles: Roles, log: Log, replacements: Replacements): Promise<RunningServer> {
  const begin = () => startOnce(config, roles, log, replacements)
  if (config.databaseUrl === null) return begin()
  const onWait = (why: string) => log.warn({ why }, 'waiting for the database')
  return untilDatabaseAnswers(config.databaseUrl, begin, onWait, replacements.databaseWait)
}

/** Whatever is open already is closed where it can't start. */
async function startOnce(config: ServerConfig, roles: Roles, log: Log, replacements: Replacements): Promise<RunningServer> {
  const closing: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    return { ...(await open(config, roles, log, replacements, (close) => closing.push(close))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function open(
  config: ServerConfig,
  roles: Roles,
  log: Log,
  { jobs: otherJobs, adjustOctokit, now = () => new Date(), queue: queueSettings, pollingSeconds }: Replacements,
  onStop: (close: () => Promise<void>) => void,
): Promise<Omit<RunningServer, 'stop'>> {
  const jobs = otherJobs ?? listJobs(ownSettings(config))
  const databaseUrl = await openDatabase(config, onStop)
  const directUrl = config.directUrl ?? databaseUrl
  const applied = await migrate(directUrl)
  if (applied.length > 0) log.info({ applied }, 'migrations applied')
  const history = openHistory(databaseUrl, { replica: config.readUrl === null ? null : { url: config.readUrl, onChange: sayReads(log) } })
  onStop(() => history.close())
  await history.transaction((database) => ensurePartitions(database, now()))
  const github = await createGitHub({ ...config, ...(adjustOctokit ? { adjust: adjustOctokit } : {}) }, log)
  const listens = await keepsSession(directUrl)
  if (!listens) log.warn(config.directUrl === null ? POOLED : POOLED_TOO)
  const queue = await openQueue(directUrl, jobs, log, { listens, ...queueSettings })
  onStop(() => queue.stop(GRACE_SECONDS))
  const metrics = createMetrics()
  const { send } = queue
  const serverEnvironment = config.settingsEnvironment
  const context = { history, send, github, log, metrics, serverEnvironment, now }
  if (roles.jobs) await queue.work({ context, ...(pollingSeconds === undefined ? {} : { pollingSeconds }) })
  const inbox = openInbox({ secret: config.webhookSecret, history, sendAll: queue.sendAll, sort: sortDelivery, now })
  const ports: HttpPorts = {
    receive: (delivery) => receiveDelivery(delivery, inbox),
    notReady: () => listNotReady(history, queue),
    metrics,
    log,
    api: createApi({ history, log, send, now, requestsPerMinute: config.requestsPerMinute, signIn: signInOf(config) }),
  }
  const listeners = await openPorts(config, roles, ports, queue, inbox.room, onStop)
  log.info({ ...roles, ...listeners }, 'started')
  return { ...listeners, databaseUrl, history, queue }
}

function signInOf({ signIn, apiUrl }: ServerConfig): SignIn | null {
  return signIn && { login: createUserLogin({ ...signIn, apiUrl }), publicUrl: signIn.publicUrl }
}

async function openPorts(
  config: ServerConfig,
  roles: Roles,
  ports: HttpPorts,
  queue: Queue,
  room: BodyRoom,
  onStop: (close: () => Promise<void>) => void,
): Promise<{ port: number | null; metricsPort: number | null }> {
  const opened: Listening[] = []
  const add = async (listening: Promise<Listening>) => {
    const one = await listening
    opened.push(one)
    return one.port
  }
  onStop(async () => {
    await Promise.all(opened.map((one) => one.close()))
  })
  const refresh = () => refreshGauges(ports.metrics, queue, room)
  const metricsPort = config.metrics
    ? await add(listen(createMetricsRoutes(ports, refresh), config.metrics.host, config.metrics.port))
    : null
  const port = roles.intake ? await add(listen(createRoutes(ports), config.host, config.port)) : null
  return { port, metricsPort }
}

/** The settings of the server itself. */
function ownSettings(config: ServerConfig): Settings {
  const reading = readSettings(null, { serverEnvironment: config.settingsEnvironment })
  if (reading.outcome === 'ok') return reading.settings
  const [problem] = reading.problems
  throw new SutureError('bad_configuration', `${problem?.path}: ${problem?.message}`, 'correct this environment variable')
}

function sayReads(log: Log): OnReplica {
  return (state, why) => {
    if (state === 'used') log.info('reads go to the replica')
    else log.warn({ why }, 'reads go to the primary, and not to the replica')
  }
}

async function openDatabase(config: ServerConfig, onStop: (close: () => Promise<void>) => void): Promise<string> {
  if (config.databaseUrl !== null) return config.databaseUrl
  const { startEmbeddedPostgres } = await import('./history/connection/embedded-postgres.ts')
  const { url, stop } = await startEmbeddedPostgres(join(config.dataFolder, 'postgres'))
  onStop(stop)
  return url
}

async function listNotReady(history: History, queue: Queue): Promise<readonly string[]> {
  try {
    const pending = await pendingMigrations(history.database)
    const isQueueReady = await queue.isReady()
    return [...(pending.length > 0 ? ['migrations'] : []), ...(isQueueReady ? [] : ['queue'])]
  } catch {
    return ['database']
  }
}

async function refreshGauges(metrics: Metrics, queue: Queue, room: BodyRoom): Promise<void> {
  metrics.gauge('suture_intake_bytes', 'Bytes of bodies that are held', room.held())
  metrics.gauge('suture_intake_most_bytes', 'The most bytes of bodies that were held at once', room.most())
  for (const { name, waiting, running, failed } of await queue.counts()) {
    metrics.gauge('suture_queue_waiting', 'Jobs that wait, by queue', waiting, { queue: name })
    metrics.gauge('suture_queue_running', 'Jobs that run, by queue', running, { queue: name })
    metrics.gauge('suture_queue_failed', 'Jobs whose last try failed lately, by queue', failed, { queue: name })
  }
}
