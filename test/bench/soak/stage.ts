import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { loadFixture } from '../../support/fixture.ts'
import { startGitHub } from '../../support/github/start-github.ts'
import { builtBundle } from '../../support/world/built-bundle.ts'
import { fixtureReport } from '../../support/world/fixture-report.ts'
import { openReportRun } from '../../support/world/report-run.ts'
import { addRepository, type WorldRepository } from '../../support/world/repository.ts'
import { passOnce } from './load.ts'
import { type Slot, startProcesses } from './processes.ts'
import { startRestartablePostgres } from './restartable-postgres.ts'

const FIXTURE = 'pytest-renamed-method'
const OWNERS = ['ash', 'birch', 'cedar'] // one installation each
const NAMES = ['one', 'two']
// A repository asks for more healings here in minutes than it may in a day
const SETTINGS = { HEALING_WAIT_MINUTES: '0.05', HEALING_MAX_PER_DAY: '1000', HEALING_MAX_RUNNING: '20' }

export type Stage = Awaited<ReturnType<typeof openStage>>

/** Everything that runs: Postgres, GitHub's stand-in whose runs leave what the runner would report, and the built program as processes. */
export async function openStage() {
  const postgres = await startRestartablePostgres()
  const fixture = loadFixture(FIXTURE)
  const github = await startGitHub({ run: openReportRun(async (job) => ({ report: await fixtureReport(fixture, job) })).run })
  const logs = await mkdtemp(join(tmpdir(), 'suture-soak-'))
  execFileSync(process.execPath, ['bin/build.mjs'], { stdio: 'inherit' })
  const ports = [await freePort(), await freePort()]
  const env = {
    ...{ PATH: process.env['PATH'] ?? '', DATABASE_URL: postgres.url, APP_ID: String(github.app.id), PRIVATE_KEY: github.privateKey },
    ...{ WEBHOOK_SECRET: github.webhookSecret, GITHUB_API_URL: github.apiUrl, HOST: '127.0.0.1', LOG_LEVEL: 'info', ...SETTINGS },
  }
  const serve = (name: string, port: number | undefined, isSteady: boolean): Slot => ({
    ...{ name, isSteady, words: ['serve', '--intake-only'], env: { ...env, PORT: String(port) } },
  })
  const worker = (name: string, isSteady: boolean): Slot => ({ name, isSteady, words: ['worker'], env })
  const slots = [
    ...[serve('serve', ports[0], false), serve('serve-steady', ports[1], true)],
    ...[worker('worker-1', false), worker('worker-2', false), worker('worker-steady', true)],
  ]
  const processes = startProcesses(slots, 'dist/suture.js', logs)
  for (const port of ports) await untilReady(`http://127.0.0.1:${port}/readyz`, logs)
  const urls = ports.map((port) => `http://127.0.0.1:${port}/webhooks/github`)
  github.setWebhookUrl(urls[0])
  const repositories = await addRepositories(github)
  const stop = async (keepsLogs: boolean): Promise<void> => {
    await processes.stop()
    github.faults.rain(null)
    await github.close().catch((error: unknown) => process.stdout.write(`GitHub's stand-in: ${String(error).slice(0, 500)}\n`))
    await postgres.stop()
    if (keepsLogs) process.stdout.write(`what the processes logged is in ${logs}\n`)
    else await rm(logs, { recursive: true, force: true })
  }
  return { postgres, github, slots, processes, urls, repositories, installations: OWNERS.length, stop }
}

async function addRepositories(github: Awaited<ReturnType<typeof startGitHub>>): Promise<readonly WorldRepository[]> {
  const bundle = await builtBundle()
  const repositories: WorldRepository[] = []
  for (const owner of OWNERS) {
    await github.install(owner)
    for (const name of NAMES) repositories.push(await addRepository(github, bundle, FIXTURE, { owner, name }))
  }
  for (const repository of repositories) await passOnce(repository)
  return repositories
}

async function untilReady(url: string, logs: string): Promise<void> {
  for (const end = Date.now() + 60_000; ; await sleep(200)) {
    if ((await fetch(url).catch(() => null))?.ok) return
    if (Date.now() > end) throw new Error(`${url} does not answer; the logs are in ${logs}`)
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
