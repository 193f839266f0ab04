import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { createNodeMiddleware, createProbot } from 'probot'
import { startEmbeddedPostgres } from '../../src/server/history/connection/embedded-postgres.ts'
import { privateKey, sign, startServer, WEBHOOK_SECRET } from '../support/server-under-test.ts'

/**
 * `npm run bench:intake [-- --sample 2000 --seed 1 --flight 8]`: signed deliveries into the real intake (signature, one transaction with the
 * queue, 202) and into an empty Probot handler, in turns of 100. Every 20th delivery comes twice. Ends with 1 where one was lost or doubled.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    flight: { type: 'string', default: '8' },
  },
})
const [sample, seed, flight] = [Number(values.sample), Number(values.seed), Number(values.flight)]
const TURN = 100
const EVENTS = ['check_run', 'workflow_run', 'pull_request', 'push', 'issue_comment', 'installation']

type Delivery = { readonly id: string; readonly event: string; readonly body: string; readonly signature: string }
type Target = { readonly name: string; readonly url: string; readonly times: number[]; elapsedMs: number; failed: number }

/** The same numbers for the same seed (mulberry32). */
function randomFrom(start: number): () => number {
  let state = start
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

function makeDeliveries(random: () => number): readonly Delivery[] {
  const once = Array.from({ length: sample }, (_, index): Delivery => {
    const filler = Array.from({ length: 300 }, () => ({ sha: random().toString(16).slice(2), n: index }))
    const body = JSON.stringify({ action: 'none', installation: { id: 7 }, repository: { id: 1 }, filler })
    return { id: `delivery-${index}`, event: EVENTS[Math.floor(random() * EVENTS.length)] ?? 'push', body, signature: sign(body) }
  })
  return once.flatMap((delivery, index) => (index % 20 === 0 ? [delivery, delivery] : [delivery]))
}

async function post(target: Target, { id, event, body, signature }: Delivery): Promise<void> {
  const headers = { 'content-type': 'application/json', 'x-github-event': event, 'x-github-delivery': id, 'x-hub-signature-256': signature }
  const startedAt = performance.now()
  const response = await fetch(target.url, { method: 'POST', headers, body })
  await response.arrayBuffer()
  target.times.push(performance.now() - startedAt)
  if (!response.ok) target.failed += 1
}

async function sendTurn(target: Target, deliveries: readonly Delivery[]): Promise<void> {
  const waiting = [...deliveries]
  const startedAt = performance.now()
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await post(target, next)
  }
  await Promise.all(Array.from({ length: flight }, lane))
  target.elapsedMs += performance.now() - startedAt
}

async function startEmptyProbot(): Promise<{ url: string; close(): void }> {
  const probot = createProbot({ overrides: { appId: 1, privateKey: privateKey(), secret: WEBHOOK_SECRET, logLevel: 'fatal' }, env: {} })
  const middleware = await createNodeMiddleware((app) => void app.onAny(() => {}), { probot, webhooksPath: '/webhooks/github' })
  const server = createServer((request, response) => void middleware(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/github`, close: () => server.closeAllConnections() }
}

function describe({ name, times, elapsedMs, failed }: Target): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1)
  const rate = Math.round((times.length / elapsedMs) * 1_000)
  return `${name}: ${times.length} requests, ${failed} failed, ${rate} per second, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, p99 ${at(0.99)} ms\n`
}

const postgres = await startEmbeddedPostgres()
const ours = await startServer({}, { databaseUrl: postgres.url, metrics: null }, { intake: true, jobs: false })
const empty = await startEmptyProbot()
const intake: Target = { name: 'intake', url: `http://127.0.0.1:${ours.port}/webhooks/github`, times: [], elapsedMs: 0, failed: 0 }
const baseline: Target = { name: 'empty Probot handler', url: empty.url, times: [], elapsedMs: 0, failed: 0 }
const deliveries = makeDeliveries(randomFrom(seed))
for (let from = 0; from < deliveries.length; from += TURN) {
  const turn = deliveries.slice(from, from + TURN)
  const order = (from / TURN) % 2 === 0 ? [intake, baseline] : [baseline, intake]
  for (const target of order) await sendTurn(target, turn)
}
const [row] = await ours.history.database.$queryRaw<{ stored: number; jobs: number; named: number }[]>`
  SELECT (SELECT count(*)::int FROM delivery) AS stored, (SELECT count(*)::int FROM pgboss.job WHERE name = 'handle-delivery') AS jobs,
    (SELECT count(DISTINCT data->>'deliveryId')::int FROM pgboss.job WHERE name = 'handle-delivery') AS named`
const { stored = 0, jobs = 0, named = 0 } = row ?? {}
process.stdout.write(
  `seed ${seed}, ${sample} deliveries of ${deliveries[0]?.body.length} bytes, ${deliveries.length - sample} of them twice, ${flight} in flight\n`,
)
process.stdout.write(describe(intake) + describe(baseline))
process.stdout.write(`stored ${stored}, jobs ${jobs}: ${sample - stored} lost, ${jobs - named} doubled\n`)
process.exitCode = stored === sample && jobs === sample && named === sample && intake.failed === 0 ? 0 : 1
empty.close()
await ours.stop()
await postgres.stop()
process.exit()
