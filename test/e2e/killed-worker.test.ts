import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
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
