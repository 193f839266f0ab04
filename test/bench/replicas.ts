import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../src/server/history/connection/embedded-postgres.ts'
import { keepsSession } from '../../src/server/history/connection/keeps-session.ts'
import { type Delivery, makeDeliveries } from './intake/deliveries.ts'
import { median, quantile } from './intake/figures.ts'
import { startAnswers } from './intake/github.ts'
import { openLedger } from './intake/ledger.ts'
import { type Sent, sendFast } from './intake/load.ts'
import { startSuture, type Target } from './intake/processes.ts'
import { seeded } from './parse/seeded.ts'
import { startPooler } from './replicas/pooler.ts'

/**
 * `npm run bench:replicas [-- --sample 600 --seed 1 --flight 16 --pool 10]`: deliveries into one process over Postgres itself; then into two
 * servers and two workers behind PgBouncer in transaction mode, first with that address alone, then with DATABASE_DIRECT_URL as well. A repeated
 * delivery goes to the other server, and one of the workers is stopped in the middle. Needs Debian's package pgbouncer. Ends with 1 where a
 * delivery is lost or done twice.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '600' },
    seed: { type: 'string', default: '1' },
    flight: { type: 'string', default: '16' },
    pool: { type: 'string', default: '10' },
  },
})
const [sample, seed, flight, pool] = [Number(values.sample), Number(values.seed), Number(values.flight), Number(values.pool)]
const say = (line: string) => process.stdout.write(`${line}\n`)
const random = seeded(seed)

const folder = await mkdtemp(join(tmpdir(), 'suture-bench-'))
const postgres = await startEmbeddedPostgres(folder)
const github = await startAnswers()
const watching = new pg.Client({ connectionString: postgres.url, application_name: 'bench' })
await watching.connect()

const CONNECTIONS =
  "SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name NOT IN ('bench')"
let first = 1
let failures = 0

type Fleet = { readonly servers: readonly Target[]; readonly workers: readonly Target[]; readonly clients: () => Promise<number> }

async function measure(name: string, { servers, workers, clients }: Fleet): Promise<void> {
  const ledger = await openLedger(postgres.url)
  const send = async (count: number): Promise<{ deliveries: readonly Delivery[]; sent: readonly Sent[] }> => {
    const deliveries = makeDeliveries(random, count, first)
    first += count
    const again = deliveries.filter((_, index) => index % 20 === 0)
    const lists = servers.map((_, at) => {
      const own = deliveries.filter((_one, index) => index % servers.length === at)
      return [...own, ...again.filter((one) => servers.length === 1 || !own.includes(one))]
    })
    const sent = await Promise.all(servers.map(({ url }, at) => sendFast(url, lists[at] ?? [], Math.ceil(flight / servers.length))))
    return { deliveries, sent: sent.flat() }
  }
  await send(50)
  await ledger.untilIdle(120_000)
  const seen = { postgres: 0, clients: 0, isOver: false }
  const look = (async () => {
    while (!seen.isOver) {
      seen.postgres = Math.max(seen.postgres, Number((await watching.query<{ n: number }>(CONNECTIONS)).rows[0]?.n ?? 0))
      seen.clients = Math.max(seen.clients, await clients())
      await sleep(100)
    }
  })()
  const before = { doubled: await ledger.doubled(), dead: await ledger.dead() }
  const from = Date.now()
  const halves = [await send(sample / 2)]
  const [leaving] = workers
  const stopped = leaving?.stop() // it has jobs in hand, and more are waiting
  halves.push(await send(sample / 2))
  await stopped
  const deliveries = halves.flatMap((half) => half.deliveries)
  const sent = halves.flatMap((half) => half.sent)
  await ledger.untilDone(deliveries, 120_000)
  await ledger.untilIdle(180_000)
  const idleAt = Date.now()
  seen.isOver = true
  await look
  const doneAt = await ledger.done(deliveries)
  const began = await ledger.readingBegan()
  const sentAt = new Map(sent.toReversed().map(({ delivery, at }) => [delivery.id, at]))
  const reading = deliveries.flatMap(({ id, ciRunId }) => {
    const at = ciRunId === null ? undefined : began.get(String(ciRunId))
    return at === undefined ? [] : [at - (sentAt.get(id) ?? Number.NaN)]
  })
  const refused = sent.filter(({ status }) => status !== 202).length
  const lost = new Set(deliveries.map(({ id }) => id)).size - doneAt.size
  const [doubled, dead] = [(await ledger.doubled()) - before.doubled, (await ledger.dead()) - before.dead]
  failures += refused + lost + doubled + dead
  say(`${name}: ${Math.round((1_000 * deliveries.length) / (idleAt - from))} deliveries a second, with all their runs read`)
  say(
    `  a run began to be read after ${Math.round(median(reading))} ms, p95 ${Math.round(quantile(reading, 0.95))} ms (n=${reading.length})`,
  )
  say(`  connections: ${seen.postgres} at Postgres${seen.clients === 0 ? '' : `, ${seen.clients} at PgBouncer`}, the most at once`)
  say(
    `  of ${deliveries.length} deliveries, every 20th twice: ${lost} lost, ${doubled} done twice, ${refused} refused, ${dead} dead letters`,
  )
  await ledger.close()
}

say(`seed ${seed}, ${flight} in flight, PgBouncer with ${pool} connections to Postgres`)
const alone = await startSuture(postgres.url, github.url)
await measure('one process over Postgres itself', { servers: [alone], workers: [], clients: async () => 0 })
await alone.stop()

for (const [name, direct] of [
  ['two servers and two workers behind PgBouncer, one worker stopped in the middle', false],
  ['the same with DATABASE_DIRECT_URL', true],
] as const) {
  const pooler = await startPooler(postgres.url, pool)
  const isSeen = !(await keepsSession(pooler.url))
  if (!isSeen) failures += 1
  if (!direct) say(`a server at its start ${isSeen ? 'sees' : 'DOES NOT SEE'} that PgBouncer keeps no session`)
  const env: Readonly<Record<string, string>> = direct ? { DATABASE_DIRECT_URL: postgres.url } : {}
  const start = (words: readonly string[]) => startSuture(pooler.url, github.url, { words, env })
  const servers = await Promise.all([start(['serve', '--intake-only']), start(['serve', '--intake-only'])])
  const workers = await Promise.all([start(['worker']), start(['worker'])])
  await measure(name, { servers, workers, clients: async () => (await pooler.counts()).clients })
  for (const one of [...servers, ...workers]) await one.stop()
  await pooler.stop()
}

await watching.end()
await github.close()
await postgres.stop()
await rm(folder, { recursive: true, force: true })
process.exitCode = failures === 0 ? 0 : 1
