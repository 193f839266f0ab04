import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { seen, smallRepository } from '../support/world/seen.ts'
import { startWorld } from '../support/world.ts'
import { memoryOfTree } from './memory/tree-memory.ts'

/**
 * `npm run bench:memory [-- --runs 2 --jobs 10 --megabytes 77 --limit 400 --serving ranges|whole|unsized --log FILE]`: the built `suture serve`, with intake and jobs in one process,
 * while runs of long logs and one small run fail at once. Counts the memory of its whole process tree, every 100 ms until everything has
 * been answered; Postgres is not below it. Ends with 1 where that was ever more than the limit, or where an answer is missing.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '2' },
    jobs: { type: 'string', default: '10' },
    megabytes: { type: 'string', default: '77' },
    limit: { type: 'string', default: '400' },
    serving: { type: 'string', default: 'ranges' },
    log: { type: 'string', default: '/dev/null' },
  },
})
const [runs, jobs, megabytes, limit] = [values.runs, values.jobs, values.megabytes, values.limit].map(Number) as [
  number,
  number,
  number,
  number,
]
const EVERY_MS = 100
const LONGEST_MS = 240_000

execFileSync(process.execPath, ['bin/build.mjs'], { stdio: 'inherit' })
const world = await startWorld({ roles: null })
const port = await freePort()
const env = {
  ...{ PATH: process.env['PATH'] ?? '', DATABASE_URL: world.databaseUrl, APP_ID: String(world.github.app.id), PORT: String(port) },
  ...{ PRIVATE_KEY: world.github.privateKey, WEBHOOK_SECRET: world.github.webhookSecret, GITHUB_API_URL: world.github.apiUrl },
  ...{ HOST: '127.0.0.1', HEALING_WAIT_MINUTES: '0.05' },
}
const server = spawn(process.execPath, ['dist/suture.js', 'serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
const log = createWriteStream(values.log)
server.stdout.pipe(log)
server.stderr.pipe(log)
const end = { exit: null as number | null }
server.once('exit', (code) => {
  end.exit = code ?? -1
})
while (!(await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null))?.ok) await sleep(200)
world.github.setWebhookUrl(`http://127.0.0.1:${port}/webhooks/github`)

const heavy = await smallRepository(world, 'heavy')
const light = await smallRepository(world, 'light')
await world.settled()
await sleep(1_000)
const rest = memoryOfTree(server.pid ?? 0)
const peak = { own: rest, pss: rest }
const timer = setInterval(() => {
  const now = memoryOfTree(server.pid ?? 0)
  if (now.own > peak.own.own) peak.own = now
  if (now.pss > peak.pss.pss) peak.pss = now
}, EVERY_MS)

if (values.serving === 'whole' || values.serving === 'unsized') world.github.serveBlobs(values.serving)
const startedAt = performance.now()
const legs = Array.from({ length: jobs }, (_, leg) => ({ name: `test (${leg})`, size: megabytes * 1_000_000 }))
const broken = []
for (let run = 0; run < runs; run += 1) broken.push(await heavy.breakIt({ jobs: legs }, { branch: `topic-${run}` }))
const other = await light.breakIt()
const lightState = async () => (await seen(world, light, other)).healings[0]?.state
while ((await lightState()) !== 'done' && end.exit === null && performance.now() - startedAt < LONGEST_MS) await sleep(EVERY_MS)
const lightSeconds = (performance.now() - startedAt) / 1_000
await world.settled(LONGEST_MS).catch((error: unknown) => process.stdout.write(`${String(error).slice(0, 2_000)}\n`))
const seconds = (performance.now() - startedAt) / 1_000
clearInterval(timer)
const ends = await Promise.all(broken.map(async (one) => (await seen(world, heavy, one)).healings[0]?.state ?? 'none'))

const shown = ({ own, pss, processes }: typeof rest) =>
  `${own.toFixed(0)} MB, PSS ${pss.toFixed(0)} MB (${processes.map(([name, each]) => `${name} ${each.toFixed(0)}`).join(', ')} without mapped files)`
process.stdout.write(
  [
    `${runs} failing runs of ${jobs} jobs, each log ${megabytes} MB; and one small run`,
    `at rest: ${shown(rest)}`,
    `at most: ${shown(peak.own)}; by PSS: ${shown(peak.pss)}`,
    `the small run was answered after ${lightSeconds.toFixed(1)} s, all after ${seconds.toFixed(1)} s; the large ones ended as ${ends.join(', ')}`,
    '',
  ].join('\n'),
)
const isWithin = Math.max(peak.own.own, peak.pss.pss) < limit && end.exit === null && ends.every((one) => one === 'done')
server.kill('SIGTERM')
if (end.exit === null) await once(server, 'exit')
await world.stop()
process.exit(isWithin ? 0 : 1)

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  await new Promise((done) => probe.close(done))
  return typeof address === 'object' && address ? address.port : 0
}
