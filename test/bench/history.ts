import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { startEmbeddedPostgres } from '../../src/server/history/connection/embedded-postgres.ts'
import { migrate } from '../../src/server/history/connection/migrate.ts'
import { openHistory } from '../../src/server/history/connection/open-history.ts'
import { aggregate, setUncounted } from '../../src/server/history/periods/aggregate.ts'
import { setRunSpeed } from '../../src/server/history/periods/run-speeds.ts'
import { keepLast } from '../../src/server/history/periods/significant-executions.ts'
import { dropPartition, listPartitionsBefore, makePartitions } from '../../src/server/history/retention/partitions.ts'
import { testCaseId } from '../../src/server/history/test-case-id.ts'
import { saveExecutions } from '../../src/server/history/test-executions.ts'
import { saveFailures } from '../../src/server/history/test-failures.ts'
import { storeRun } from '../support/stored-run.ts'
import { openCopiedTable } from './history/copied-table.ts'
import { type Growth, growthChart } from './history/growth-chart.ts'
import { listQueries, timeFullScan, timeQuery } from './history/queries.ts'
import { makeDay, makeTests, type SimulatedRun } from './history/simulated-runs.ts'
import { median, quantile } from './intake/figures.ts'
import { seeded } from './parse/seeded.ts'

/**
 * `npm run bench:history [-- --rows 10000000 --tests 20000 --days 90 --sample 100 --seed 1 --svg FILE]`: executions of so many tests over
 * so many days go through what the job `ingest` calls, over a Postgres that syncs, and each day's rows by a bare COPY beside it. After
 * each tenth, `sample` answers of each kind of the API, and one full scan. Ends with 1 where a bar is missed.
 */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '10000000' },
    tests: { type: 'string', default: '20000' },
    days: { type: 'string', default: '90' },
    sample: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    svg: { type: 'string' },
  },
})
const [rows, testCount, days, sample, seed] = [values.rows, values.tests, values.days, values.sample, values.seed].map(Number) as [
  number,
  number,
  number,
  number,
  number,
]
const BARS = { ofCopy: 0.4, answerMs: 50, fasterThanScan: 20, dropMs: 1_000, analysisBytes: 50_000_000 }
const FIRST = new Date('2026-01-01T00:00:00Z')
const DAY_MS = 86_400_000
const dayOf = (day: number) => new Date(FIRST.getTime() + day * DAY_MS)
const say = (line: string) => process.stdout.write(`${line}\n`)
const random = seeded(seed)
const tests = makeTests(testCount)
const folder = await mkdtemp(join(tmpdir(), 'suture-bench-'))
const postgres = await startEmbeddedPostgres(folder)
await migrate(postgres.url)
const history = openHistory(postgres.url)
const { database } = history
const copied = await openCopiedTable(postgres.url)

const spent = { run: 0, executions: 0, failures: 0, speed: 0, aggregate: 0, copy: 0, heap: 0 }
async function timed<Done>(part: keyof typeof spent, work: () => Promise<Done>): Promise<Done> {
  const from = performance.now()
  const done = await work()
  spent[part] += performance.now() - from
  return done
}

/** As the job `ingest` stores a run; and once a day what the job `aggregate` does. */
async function ingest(runs: readonly SimulatedRun[], day: number): Promise<number> {
  let stored = 0
  for (const { id, at, executions, failures } of runs) {
    const headSha = String(id).padStart(40, '0')
    const run = await timed('run', () =>
      storeRun(database, { id, headSha, testedTree: headSha, startedAt: at, completedAt: at, ingestedAt: at }),
    )
    const executed = { repositoryId: 1, ciRunId: id, attempt: 1, at }
    for (let from = 0; from < executions.length; from += 10_000)
      stored += await timed('executions', () => saveExecutions(database, executed, executions.slice(from, from + 10_000)))
    await timed('failures', () => saveFailures(database, executed, failures))
    await timed('speed', () => setRunSpeed(database, run))
    await setUncounted(database, run)
  }
  await timed('aggregate', () => aggregate(history, 1, 'daily', dayOf(day + 1), new AbortController().signal))
  return stored
}

let total = 0
const growth = new Map<string, [number, number][]>()
const scans: [number, number][] = []
let answers: { readonly name: string; readonly p50: number; readonly p95: number }[] = []

async function ask(day: number): Promise<void> {
  await database.$executeRaw`ANALYZE`
  const now = dayOf(day + 1)
  answers = []
  for (const query of listQueries(history, tests, now, random)) {
    const times = await timeQuery(query, sample)
    answers.push({ name: query.name, p50: median(times), p95: quantile(times, 0.95) })
    growth.set(query.name, [...(growth.get(query.name) ?? []), [total, quantile(times, 0.95)]])
  }
  scans.push([total, await timeFullScan(history)])
}

const perDay = rows / testCount / days
for (let day = 0; day < days; day += 1) {
  const runs = [...makeDay(tests, FIRST, day, perDay, random)]
  if (runs.length === 0) continue
  await history.transaction((inOne) => makePartitions(inOne, [dayOf(day)]))
  const copy = async () => {
    const ms = await copied.copy(runs)
    spent.copy += ms.like
    spent.heap += ms.heap
  }
  if (day % 2 === 0) await copy()
  total += await ingest(runs, day)
  if (day % 2 === 1) await copy()
  if (Math.floor(((day + 1) * 10) / days) > Math.floor((day * 10) / days)) {
    await ask(day)
    say(
      `  ${total} executions: slowest p95 ${Math.max(...answers.map(({ p95 }) => p95)).toFixed(1)} ms, full scan ${Math.round(scans.at(-1)?.[1] ?? 0)} ms`,
    )
  }
}

async function bytes(pattern: string): Promise<number> {
  const [row] = await database.$queryRaw<{ size: bigint }[]>`
    SELECT sum(pg_total_relation_size(oid)) AS size FROM pg_class WHERE relkind = 'r' AND relname ~ ${pattern}`
  return Number(row?.size ?? 0)
}

/** What the executions of one more test, 10,000 of them, add to a process that reads all of it. */
async function analyse(): Promise<{ readonly executions: number; readonly bytes: number }> {
  const [large] = makeTests(1).map((test) => ({ ...test, name: 'test_often', testId: `${test.file}::TestArea::test_often` }))
  if (!large) throw new Error('no test')
  const at = dayOf(days - 1)
  const repeated = Array.from({ length: 10_000 }, (_, repetition) => {
    return { test: large, job: 'often', variant: '', repetition, outcome: 'passed' as const, durationMs: 5, source: 'report' as const }
  })
  await saveExecutions(database, { repositoryId: 1, ciRunId: 10_000_000, attempt: 1, at }, repeated)
  const words = [
    '--import',
    './bin/tsx-hook.mjs',
    'test/bench/history/analyse-process.ts',
    postgres.url,
    testCaseId(tests[1] ?? large),
    testCaseId(large),
  ]
  return JSON.parse((await promisify(execFile)(process.execPath, words)).stdout) as { executions: number; bytes: number }
}

const own = spent.run + spent.executions + spent.failures + spent.speed + spent.aggregate
const perSecond = (ms: number) => Math.round(total / (ms / 1_000))
const missed: string[] = []
const bar = (name: string, holds: boolean, words: string) => {
  say(`${holds ? 'ok    ' : 'MISSED'} ${name}: ${words}`)
  if (!holds) missed.push(name)
}
say(`\n${total} executions of ${testCount} tests over ${days} days (seed ${seed}); load of the machine counts`)
const shares = Object.entries(spent).filter(([part]) => part !== 'copy' && part !== 'heap')
say(`ingest ${perSecond(own)}/s: ${shares.map(([part, ms]) => `${part} ${Math.round((100 * ms) / own)} %`).join(', ')}`)
say(`COPY ${perSecond(spent.copy)}/s into a table with the same key and index, ${perSecond(spent.heap)}/s into one without any`)
bar('ingest', spent.copy / own >= BARS.ofCopy, `${(spent.copy / own).toFixed(2)} of a COPY, bar ${BARS.ofCopy}`)
const sizes = [await bytes('^test_execution_y'), await bytes('^(test_period|test_summary|repository_period|significant_execution)$')]
say(`${sizes.map((size) => Math.round(size / total)).join(' + ')} bytes for each execution: itself with its indexes, and the sums`)
const scan = scans.at(-1)?.[1] ?? Number.NaN
for (const { name, p50, p95 } of answers)
  bar(
    name,
    p95 < BARS.answerMs && scan / p95 >= BARS.fasterThanScan,
    `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (n=${sample}), 1/${Math.round(scan / p95)} of a full scan`,
  )
say(`full scan ${Math.round(scan)} ms`)
const analysed = await analyse()
bar(
  'analysis',
  analysed.bytes < BARS.analysisBytes,
  `${analysed.executions} executions of one test add ${(analysed.bytes / 1_000_000).toFixed(1)} MB to a process`,
)
const [oldest] = await listPartitionsBefore(database, dayOf(days))
if (oldest !== undefined) {
  const from = performance.now()
  await dropPartition(database, oldest, keepLast(oldest))
  const dropMs = performance.now() - from
  bar('a day dropped', dropMs < BARS.dropMs, `${Math.round(dropMs)} ms, with the last executions in it kept`)
}
const lines: readonly Growth[] = [...growth].map(([name, points]) => ({ name, points }))
for (const { name, points } of lines) say(`growth of ${name}: p95 ${points.map(([, ms]) => ms.toFixed(1)).join(' ')} ms`)
if (values.svg !== undefined) await writeFile(values.svg, growthChart(lines))
await copied.close()
await history.close()
await postgres.stop()
await rm(folder, { recursive: true, force: true })
process.exitCode = missed.length > 0 ? 1 : 0
