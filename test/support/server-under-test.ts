import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto'
import { createServer, type Replacements, type Roles, type RunningServer } from '../../src/server/create-server.ts'
import { createLog, type Log } from '../../src/server/log.ts'
import type { ServerConfig } from '../../src/server/server-config.ts'

export const WEBHOOK_SECRET = 'a-secret-of-the-tests'

let key: string | undefined

/** A private key of the App, made once. */
export function privateKey(): string {
  key ??= generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
  return key
}

export function serverConfig(over: Partial<ServerConfig> = {}): ServerConfig {
  return {
    appId: 1,
    privateKey: privateKey(),
    webhookSecret: WEBHOOK_SECRET,
    apiUrl: 'http://127.0.0.1:9',
    databaseUrl: process.env['DATABASE_URL'] ?? null,
    directUrl: null,
    readUrl: null,
    dataFolder: '.suture',
    host: '127.0.0.1',
    port: 0,
    metrics: { host: '127.0.0.1', port: 0 },
    signIn: null,
    requestsPerMinute: 600,
    logLevel: 'silent',
    settingsEnvironment: {},
    ...over,
  }
}

/** A server on the test file's own database, that looks for work and for dead workers as often as it can. */
export function startServer(
  replacements: Replacements = {},
  over: Partial<ServerConfig> = {},
  roles: Roles = { intake: true, jobs: true },
  log: Log = createLog('silent'),
): Promise<RunningServer> {
  return createServer(serverConfig(over), roles, log, { queue: { superviseSeconds: 1 }, pollingSeconds: 0.5, ...replacements }).start()
}

export type Sent = { readonly status: number; readonly text: string }
export type DeliveryOptions = { readonly id?: string; readonly signature?: string | null; readonly body?: string }

/** Sends a signed delivery as GitHub does. */
export async function deliver(port: number, event: string, payload: object, options: DeliveryOptions = {}): Promise<Sent> {
  const body = options.body ?? JSON.stringify(payload)
  const signature = options.signature === undefined ? sign(body) : options.signature
  const headers = { 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': options.id ?? randomUUID() }
  const response = await fetch(`http://127.0.0.1:${port}/webhooks/github`, {
    method: 'POST',
    headers: signature === null ? headers : { ...headers, 'x-hub-signature-256': signature },
    body,
  })
  return { status: response.status, text: await response.text() }
}

export function sign(body: string, secret = WEBHOOK_SECRET): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}
