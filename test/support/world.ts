import type { Replacements, Roles, RunningServer } from '../../src/server/create-server.ts'
import { startEmbeddedPostgres } from '../../src/server/history/connection/embedded-postgres.ts'
import { createLog } from '../../src/server/log.ts'
import { type GitHubOptions, startGitHub } from './github/start-github.ts'
import { startServer } from './server-under-test.ts'
import { builtBundle } from './world/built-bundle.ts'
import { hostedMachine } from './world/hosted-machine.ts'
import { type Leave, openReportRun } from './world/report-run.ts'
import { addRepository } from './world/repository.ts'
import { scaledWaits } from './world/scaled-waits.ts'
import { settle } from './world/settle.ts'
import { openWatch } from './world/watch.ts'

export interface WorldOptions {
  /** the database; DATABASE_URL, or an embedded Postgres where not given */
  readonly databaseUrl?: string
  /** of the waits for GitHub's limits: 1 are the real ones */
  readonly scale?: number
  readonly github?: GitHubOptions
  /** what a run of the workflow leaves; the real thing where not given */
  readonly leave?: Leave
  readonly replacements?: Replacements
  readonly settings?: Readonly<Record<string, string>>
  /** what the server in this process does; null starts none */
  readonly roles?: Roles | null
}

const LOG_LINES = 400
const SETTLE_MS = 100_000

export type World = Awaited<ReturnType<typeof startWorld>>

/** Everything real but GitHub: Postgres, server and worker, the bundle, workflow jobs as processes. `stop` it. */
export async function startWorld(options: WorldOptions = {}) {
  const closing: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const close of closing.splice(0).reverse()) await close()
  }
  try {
    return { ...(await open(options, (close) => closing.push(close))), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function open(options: WorldOptions, onStop: (close: () => Promise<unknown>) => void) {
  const databaseUrl = options.databaseUrl ?? process.env['DATABASE_URL'] ?? (await embedded(onStop))
  const bundle = await builtBundle()
  const reports = openReportRun(options.leave)
  const github = await startGitHub({
    run: reports.run,
    ...options.github,
    workflows: { actions: hostedMachine, ...options.github?.workflows },
  })
  onStop(github.close)
  const lines: string[] = []
  const log = createLog('info', [], {
    write: (line) => {
      lines.push(line.trimEnd())
      if (lines.length > LOG_LINES) lines.shift()
    },
  })
  const adjustOctokit = scaledWaits(options.scale ?? 1 / 1_000)
  const config = {
    ...{ databaseUrl, appId: github.app.id, privateKey: github.privateKey, webhookSecret: github.webhookSecret, apiUrl: github.apiUrl },
    settingsEnvironment: { HEALING_WAIT_MINUTES: '0.05', ...options.settings },
  }
  const queue = { superviseSeconds: 1, retries: { limit: 4, delaySeconds: 1 }, outages: { limit: 10, delaySeconds: 1 } }

  /** A server or worker of the same configuration; the first one that takes deliveries gets GitHub's. */
  const start = async (roles: Roles = { intake: true, jobs: true }, more: Replacements = {}): Promise<RunningServer> => {
    const server = await startServer({ adjustOctokit, queue, ...options.replacements, ...more }, config, roles, log)
    onStop(server.stop)
    if (server.port !== null) github.setWebhookUrl(`http://127.0.0.1:${server.port}/webhooks/github`)
    return server
  }

  if (options.roles !== null) await start(options.roles)
  const watch = await openWatch(databaseUrl)
  onStop(watch.close)
  await github.install('example')

  return {
    ...{ github, reports, databaseUrl, config, watch, start, lines },
    addRepository: (fixtureName: string, more: Parameters<typeof addRepository>[3] = {}) =>
      addRepository(github, bundle, fixtureName, more),
    /** Waits until nobody has anything left to do: no run, delivery, job or healing. Throws what still goes on when `timeoutMs` are over. */
    settled: (timeoutMs = SETTLE_MS): Promise<void> => settle(github, watch, lines, timeoutMs),
  }
}

async function embedded(onStop: (close: () => Promise<unknown>) => void): Promise<string> {
  const { url, stop } = await startEmbeddedPostgres()
  onStop(stop)
  return url
}
