import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeZip } from '../support/actions/zip.ts'
import { junitOfFailing } from '../support/world/many-failing.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let repository: WorldRepository
let worker: ChildProcess | undefined

async function startWorker(): Promise<void> {
  worker = spawn(process.execPath, ['--import', './bin/tsx-hook.mjs', 'test/support/world/worker-process.ts'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WORKER_CONFIG: JSON.stringify(world.config) },
  })
  if (worker.stdout) await once(worker.stdout, 'data')
}

async function killWorker(): Promise<void> {
  const dying = worker
  worker = undefined
  if (dying === undefined) return
  const gone = once(dying, 'exit')
  dying.kill('SIGKILL')
  await gone
}

beforeAll(async () => {
  world = await startWorld({ roles: { intake: true, jobs: false } })
  await startWorker()
  repository = await smallRepository(world, 'killed')
})
afterAll(async () => {
  await killWorker()
  await world.stop()
})

const RUNNING = "SELECT name FROM pgboss.job WHERE state = 'active' AND name = $1"

// Its missing heartbeat is noticed after ten seconds, as test/integration/server/queue proves: here they are over at once
const AGE =
  "UPDATE pgboss.job SET heartbeat_on = now() - interval '1 minute', started_on = now() - interval '1 minute' WHERE state = 'active'"

/** Kills the worker while it is in the middle of the named job, and starts another one. */
async function killIn(job: string): Promise<void> {
  const end = Date.now() + 60_000
  while ((await world.watch.rows(RUNNING, [job])).length === 0) {
    if (Date.now() > end) throw new Error(`no job ${job} began`)
    await sleep(5)
  }
  await killWorker()
  await world.watch.rows(AGE)
  await startWorker()
}

test('a worker that is killed in each of its jobs, one after the other, repairs once', { timeout: 180_000 }, async () => {
  const broken = await repository.breakIt()
  for (const job of ['ingest', 'triage', 'dispatch', 'collect', 'deliver']) await killIn(job)
  await world.settled(60_000)
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})

const FAILING = 3_000
const RUN = `SELECT count(f.*)::int AS failures, count(DISTINCT f.test_case_id)::int AS tests, count(f.healing_id)::int AS taken
  FROM test_failure f JOIN repository r USING (repository_id) WHERE full_name = $1`
const HEALINGS = 'SELECT 1 FROM healing JOIN repository USING (repository_id) WHERE full_name = $1'
const ROWS = `SELECT c.test_id, f.job, f.repetition, f.message, f.line, e.outcome, e.duration_ms
  FROM repository r JOIN test_execution e USING (repository_id) JOIN test_case c USING (repository_id, test_case_id)
  LEFT JOIN test_failure f ON (f.repository_id, f.ci_run_id, f.attempt, f.job, f.variant, f.test_case_id, f.repetition) =
    (e.repository_id, e.ci_run_id, e.attempt, e.job, e.variant, e.test_case_id, e.repetition)
  WHERE full_name = $1 ORDER BY 1, 2, 3`

type Count = { readonly failures: number; readonly tests: number; readonly taken: number }

test('a worker that is killed while the rows of a large run are half written stores each of them once', { timeout: 300_000 }, async () => {
  const log = pytestLog([]).replace(/\n$/, '\n2026-03-03T09:01:20.0000000Z ##[error]Process completed with exit code 1.\n')
  const artifacts = [{ name: 'test-results', zip: writeZip([['junit.xml', junitOfFailing(FAILING)]]) }]
  const undisturbed = await smallRepository(world, 'undisturbed')
  await undisturbed.breakIt({ log, artifacts })
  await world.settled(140_000)
  const large = await smallRepository(world, 'large')
  const count = async () => (await world.watch.rows<Count>(RUN, [large.repo]))[0] ?? { failures: 0, tests: 0, taken: 0 }
  const broken = await large.breakIt({ log, artifacts })
  const end = Date.now() + 60_000
  while ((await count()).failures === 0 && Date.now() < end) await sleep(5)
  await killWorker()
  const half = await count()
  expect(half.failures).toBeGreaterThan(0)
  expect(half.failures).toBeLessThan(FAILING)
  expect(half.taken).toBe(0)
  expect(await world.watch.rows(HEALINGS, [large.repo])).toEqual([])
  await world.watch.rows(AGE)
  await startWorker()
  await world.settled(140_000)
  expect(await count()).toEqual({ failures: FAILING, tests: FAILING, taken: FAILING })
  expect(await world.watch.rows(ROWS, [large.repo])).toEqual(await world.watch.rows(ROWS, [undisturbed.repo]))
  const { healings, comments, checks } = await seen(world, large, broken)
  expect({ healings, comments, checks }).toMatchObject({ healings: [{ state: 'done' }], comments: [{}], checks: [{ status: 'completed' }] })
})
