import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startEmbeddedPostgres } from '../../src/server/history/connection/embedded-postgres.ts'
import { cpuMs } from './intake/cpu.ts'
import { type Delivery, makeDeliveries } from './intake/deliveries.ts'
import { median, quantile, spread } from './intake/figures.ts'
import { startAnswers } from './intake/github.ts'
import { openLedger } from './intake/ledger.ts'
import { type Sent, sendFast, sendSteadily } from './intake/load.ts'
import { startEmptyProbot, startSuture } from './intake/processes.ts'
import { seeded } from './parse/seeded.ts'

/**
 * `npm run bench:intake [-- --sample 2000 --seed 1 --flight 32 --turns 5 --rate 53]`: signed deliveries into `suture serve`, a process with
 * production settings over a Postgres that syncs, until each is done (`processed_at`), and into an empty Probot handler, a process too, in
 * turns. Then `rate` a second for a while: how long until a delivery is done, and until its run is being read. Every 20th comes twice.
 * Ends with 1 where one was lost or doubled, or a bar is missed.
 */
const { values } = parseArgs({
  options: {
    sample: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    flight: { type: 'string', default: '32' },
    turns: { type: 'string', default: '5' },
    rate: { type: 'string', default: '53' },
  },
})
const [sample, seed, flight, turns, rate] = [
  Number(values.sample),
  Number(values.seed),
  Number(values.flight),
  Number(values.turns),
  Number(values.rate),
]
const BARS = { perSecond: 105, ofProbot: 0.15, readingMs: 1_000 } // 100 times 1.05 a second
const WARM_UP = 100
const random = seeded(seed)
const twice = (deliveries: readonly Delivery[]) => deliveries.flatMap((one, index) => (index % 20 === 0 ? [one, one] : [one]))
const say = (line: string) => process.stdout.write(`${line}\n`)

const folder = await mkdtemp(join(tmpdir(), 'suture-bench-'))
const postgres = await startEmbeddedPostgres(folder)
const postmaster = Number((await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
const github = await startAnswers()
const suture = await startSuture(postgres.url, github.url)
const probot = await startEmptyProbot()
const ledger = await openLedger(postgres.url)

type Turn = { readonly sent: number; readonly answered: number; readonly done: number; readonly read: number; readonly cpu: number }
const all: Sent[] = []
const ours: Turn[] = []
const theirs: { readonly answered: number; readonly cpu: number }[] = []
const perSecond = (count: number, ms: number) => (count / Math.max(ms, 1)) * 1_000

/** Milliseconds of processor time for each delivery. */
async function costing<T>(pids: readonly number[], count: number, work: () => Promise<T>): Promise<{ result: T; cpu: number }> {
  const used = () => pids.reduce((total, pid) => total + (cpuMs(pid) ?? Number.NaN), 0)
  const before = used()
  const result = await work()
  return { result, cpu: (used() - before) / count }
}

async function intakeTurn(deliveries: readonly Delivery[]): Promise<Turn> {
  const from = Date.now()
  const { result, cpu } = await costing([suture.pid, postmaster], deliveries.length, async () => {
    const sent = await sendFast(suture.url, twice(deliveries), flight)
    const answeredAt = Date.now()
    await ledger.untilDone(deliveries, 120_000)
    const doneAt = Math.max(answeredAt, ...(await ledger.done(deliveries)).values())
    await ledger.untilIdle(120_000) // or reading the runs would slow the other's turn
    return { sent, answeredAt, doneAt }
  })
  all.push(...result.sent)
  const since = (at: number, count = deliveries.length) => perSecond(count, at - from)
  return {
    ...{ sent: result.sent.length, answered: since(result.answeredAt, result.sent.length) },
    ...{ done: since(result.doneAt), read: since(Date.now()), cpu },
  }
}

async function probotTurn(deliveries: readonly Delivery[]): Promise<{ readonly answered: number; readonly cpu: number }> {
  const from = Date.now()
  const { result, cpu } = await costing([probot.pid], deliveries.length, () => sendFast(probot.url, twice(deliveries), flight))
  return { answered: perSecond(result.length, Date.now() - from), cpu }
}

let first = 1
const next = (count: number) => {
  const deliveries = makeDeliveries(random, count, first)
  first += count
  return deliveries
}

for (const turn of [intakeTurn, probotTurn]) await turn(next(WARM_UP))
for (let index = 0; index < turns; index += 1) {
  const deliveries = next(Math.ceil(sample / turns))
  if (index % 2 === 0) ours.push(await intakeTurn(deliveries))
  theirs.push(await probotTurn(deliveries))
  if (index % 2 === 1) ours.push(await intakeTurn(deliveries))
}

const callsBefore = github.calls()
const steady = next(Math.min(sample, rate * 30))
const sent = await sendSteadily(suture.url, twice(steady), rate, random)
await ledger.untilDone(steady, 120_000)
await ledger.untilIdle(120_000)
all.push(...sent)
const doneAt = await ledger.done(all.map(({ delivery }) => delivery))
const began = await ledger.readingBegan()
const sentAt = new Map(sent.toReversed().map(({ delivery, at }) => [delivery.id, at])) // where it came twice: the first
const since = (id: string, at: number | undefined) => (at ?? Number.NaN) - (sentAt.get(id) ?? Number.NaN)
const untilDone = steady.map(({ id }) => since(id, doneAt.get(id)))
const untilRead = steady.flatMap(({ id, ciRunId }) => (ciRunId === null ? [] : [since(id, began.get(String(ciRunId)))]))
const ids = new Set(all.map(({ delivery }) => delivery.id))
const refused = all.filter(({ status }) => status !== 202).length
const [lost, doubled, dead] = [ids.size - doneAt.size, await ledger.doubled(), await ledger.dead()]
const done = median(ours.map((turn) => turn.done))
const ratio = done / median(theirs.map(({ answered }) => answered))

const show = (name: string, rates: readonly number[], cpus: readonly number[] = []) => {
  const cpu = cpus.length === 0 ? '' : `; ${median(cpus).toFixed(2)} ms of processor time for each delivery`
  const sorted = rates.map(Math.round).sort((a, b) => a - b)
  say(`${name}: ${Math.round(median(rates))} a second, median of n=${rates.length} (${sorted.join(' ')})${cpu}`)
}
const bytes = Math.round(median(steady.map(({ body }) => body.length)))
say(`seed ${seed}: ${turns} turns of ${Math.ceil(sample / turns)} deliveries, median ${bytes} bytes, every 20th twice, ${flight} in flight`)
show(
  'answered with 202',
  ours.map(({ answered }) => answered),
)
show(
  'done',
  ours.map((turn) => turn.done),
)
show(
  'done, and all their runs read',
  ours.map(({ read }) => read),
  ours.map(({ cpu }) => cpu),
)
show(
  'empty Probot handler',
  theirs.map(({ answered }) => answered),
  theirs.map(({ cpu }) => cpu),
)
say(
  `done, of what the empty Probot handler answers: ${ratio.toFixed(2)} (at least ${BARS.ofProbot}); of 1.05 a second: ${Math.round(done / 1.05)} times`,
)
say(`at ${rate} a second: answered after ${spread(sent.map(({ at, answeredAt }) => answeredAt - at))}`)
say(`  done after ${spread(untilDone)}`)
say(`  a run being read after ${spread(untilRead)}; ${github.calls() - callsBefore} calls of GitHub for ${untilRead.length} runs`)
say(`${ids.size} deliveries: ${lost} lost, ${doubled} doubled, ${refused} of ${all.length} requests refused, ${dead} jobs dead`)
const isGood =
  lost + doubled + refused + dead === 0 && done >= BARS.perSecond && ratio >= BARS.ofProbot && quantile(untilRead, 0.95) < BARS.readingMs
process.exitCode = isGood ? 0 : 1
await ledger.close()
await suture.stop()
await probot.stop()
github.close()
await postgres.stop()
await rm(folder, { recursive: true })
