import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { privateKey, WEBHOOK_SECRET } from '../../support/server-under-test.ts'

export type Target = { readonly url: string; readonly pid: number; stop(): Promise<void> }

const SECRETS = { WEBHOOK_SECRET, PRIVATE_KEY: privateKey() }
const TSX = ['--import', './bin/tsx-hook.mjs']

/** What a process of Suture is told besides: its command, and variables. */
type Started = { readonly words?: readonly string[]; readonly env?: Readonly<Record<string, string>> }

/** `suture serve` as in production: intake and jobs in one process where `words` say nothing else, its log written away. */
export async function startSuture(databaseUrl: string, apiUrl: string, { words = ['serve'], env = {} }: Started = {}): Promise<Target> {
  const port = await freePort()
  const settings = { DATABASE_URL: databaseUrl, GITHUB_API_URL: apiUrl, APP_ID: '1', HOST: '127.0.0.1' }
  const ports = words[0] === 'worker' ? { METRICS_PORT: String(port) } : { PORT: String(port) }
  const child = spawn(process.execPath, [...TSX, 'src/main.ts', ...words], {
    env: { ...process.env, ...SECRETS, ...settings, ...ports, NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const base = `http://127.0.0.1:${port}`
  while (!(await isReady(base))) {
    if (child.exitCode !== null) throw new Error(`suture ${words.join(' ')} ended with ${child.exitCode}`)
    await sleep(100)
  }
  return { url: `${base}/webhooks/github`, pid: child.pid ?? 0, stop: () => end(child) }
}

export async function startEmptyProbot(): Promise<Target> {
  const child = spawn(process.execPath, [...TSX, 'test/bench/intake/probot-process.ts'], {
    env: { ...process.env, ...SECRETS, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = child.stdout ? await once(child.stdout, 'data') : ['']
  return { url: `http://127.0.0.1:${Number(String(line))}/webhooks/github`, pid: child.pid ?? 0, stop: () => end(child) }
}

async function isReady(base: string): Promise<boolean> {
  const response = await fetch(`${base}/readyz`).catch(() => null)
  return response?.ok ?? false
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
