import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import type { Api } from './api/api.ts'
import type { Incoming, Received } from './inbox/receive-delivery.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export type HttpPorts = {
  receive(delivery: Incoming): Promise<Received>
  /** What is not ready, by name; empty when everything is. */
  notReady(): Promise<readonly string[]>
  readonly metrics: Metrics
  readonly log: Log
  /** What is served below /api. */
  readonly api: Api
}

const STATUS = { stored: 202, duplicate: 202, unsigned: 401, malformed: 400, too_large: 413, busy: 503 } as const
const RETRY_SECONDS = '10'

/** The routes that the world may reach. */
export function createRoutes({ receive, notReady, metrics, log, api }: HttpPorts): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>()
  addHealth(app, notReady)
  app.post('/webhooks/github', async (c) => {
    const startedAt = performance.now()
    const header = (name: string) => c.req.header(name) ?? null
    const [id, event, signature] = [header('x-github-delivery'), header('x-github-event'), header('x-hub-signature-256')]
    const length = c.req.header('content-length')
    // Node's own stream: a web stream over it would cost as much as all the rest
    const received = await receive({ id, event, signature, length: length === undefined ? length : Number(length), body: c.env.incoming })
    metrics.count('suture_deliveries_total', 'Webhook deliveries, by what came of them', { kind: received.kind })
    metrics.observe('suture_intake_seconds', 'How long a delivery waited for its answer', (performance.now() - startedAt) / 1_000)
    if (!('reason' in received)) {
      log.info({ delivery: id, kind: received.kind }, 'delivery received')
      return c.text(`${received.kind}\n`, STATUS[received.kind])
    }
    log.warn({ delivery: id, reason: received.reason }, 'delivery refused')
    c.header('connection', 'close') // unread bytes would precede the next request
    if (received.kind === 'busy') c.header('retry-after', RETRY_SECONDS)
    return c.text(`${received.reason}\n`, STATUS[received.kind])
  })
  app.route('/', api)
  addEnds(app, log)
  return app
}

/** For a port that is not public: the metrics, and whether the process is well. `refresh` brings the gauges up to date first. */
export function createMetricsRoutes({ metrics, notReady, log }: HttpPorts, refresh: () => Promise<void>): Hono {
  const app = new Hono()
  addHealth(app, notReady)
  app.get('/metrics', async (c) => {
    await refresh()
    return c.body(metrics.render(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
  addEnds(app, log)
  return app
}

function addHealth<Env extends object>(app: Hono<Env>, notReady: HttpPorts['notReady']): void {
  app.get('/healthz', (c) => c.text('alive\n'))
  app.get('/readyz', async (c) => {
    const missing = await notReady()
    return missing.length === 0 ? c.text('ready\n') : c.text(`not ready: ${missing.join(', ')}\n`, 503)
  })
}

function addEnds<Env extends object>(app: Hono<Env>, log: Log): void {
  app.notFound((c) => c.text('there is nothing here\n', 404))
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'request failed')
    return c.text('the request failed\n', 500)
  })
}
