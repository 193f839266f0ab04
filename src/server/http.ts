import { Hono } from 'hono'
import { readBody } from './inbox/read-body.ts'
import type { RawDelivery, Received } from './inbox/receive-delivery.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'

export type HttpPorts = {
  receive(delivery: RawDelivery): Promise<Received>
  /** What is not ready, by name; empty when everything is. */
  notReady(): Promise<readonly string[]>
  readonly metrics: Metrics
  readonly log: Log
}

const STATUS = { stored: 202, duplicate: 202, unsigned: 401, malformed: 400 } as const

/** The routes that the world may reach. */
export function createRoutes({ receive, notReady, metrics, log }: HttpPorts): Hono {
  const app = new Hono()
  addHealth(app, notReady)
  app.post('/webhooks/github', async (c) => {
    const startedAt = performance.now()
    const header = (name: string) => c.req.header(name) ?? null
    const [id, event, signature] = [header('x-github-delivery'), header('x-github-event'), header('x-hub-signature-256')]
    // Nobody without a signature gets 25 MB of our memory
    const body = signature === null ? '' : await readBody(c.req.raw.body)
    if (signature === null || body === null) c.header('connection', 'close') // unread bytes would precede the next request
    if (body === null) return c.text('the body is too large, or no UTF-8\n', 413)
    const received = await receive({ id, event, signature, body })
    metrics.count('suture_deliveries_total', 'Webhook deliveries, by what came of them', { kind: received.kind })
    metrics.observe('suture_intake_seconds', 'How long a delivery waited for its answer', (performance.now() - startedAt) / 1_000)
    if ('reason' in received) {
      log.warn({ delivery: id, reason: received.reason }, 'delivery refused')
      return c.text(`${received.reason}\n`, STATUS[received.kind])
    }
    log.info({ delivery: id, kind: received.kind }, 'delivery received')
    return c.text(`${received.kind}\n`, STATUS[received.kind])
  })
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

function addHealth(app: Hono, notReady: HttpPorts['notReady']): void {
  app.get('/healthz', (c) => c.text('alive\n'))
  app.get('/readyz', async (c) => {
    const missing = await notReady()
    return missing.length === 0 ? c.text('ready\n') : c.text(`not ready: ${missing.join(', ')}\n`, 503)
  })
}

function addEnds(app: Hono, log: Log): void {
  app.notFound((c) => c.text('there is nothing here\n', 404))
  app.onError((error, c) => {
    log.error({ err: error, path: c.req.path }, 'request failed')
    return c.text('the request failed\n', 500)
  })
}
