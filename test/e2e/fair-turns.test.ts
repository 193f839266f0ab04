import { afterAll, beforeAll, expect, test } from 'vitest'
import { Settings } from '../../src/config/settings.ts'
import { listJobs } from '../../src/server/jobs/index.ts'
import type { AnyJob } from '../../src/server/queue/job.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const RUNS = 100
const WAITING = "SELECT count(*)::int AS runs FROM pgboss.job WHERE name = 'ingest'"
const { promise: allAreIn, resolve: open } = Promise.withResolvers<void>()
/** Repositories in the order in which their runs are read. */
const read: number[] = []

/** Reads nothing before all runs wait. */
function held(job: AnyJob): AnyJob {
  if (job.name !== 'ingest') return job
  const run: typeof job.run = async (payload, context) => {
    await allAreIn
    read.push(payload.repositoryId)
    await job.run(payload, context)
  }
  return { ...job, run }
}

let world: World
beforeAll(async () => {
  // the busy repository's healing waits until all of its runs are read
  world = await startWorld({ roles: null, settings: { HEALING_WAIT_MINUTES: '20' } })
  await world.start(undefined, { jobs: listJobs(Settings.parse({})).map(held) })
})
afterAll(() => world.stop())

test("a hundred failing runs of one repository do not delay another's first", async () => {
  const busy = await smallRepository(world, 'busy')
  const quiet = await world.addRepository('pytest-renamed-method', { owner: 'elsewhere', name: 'quiet' })
  const red = await busy.breakIt()
  const log = busy.log('failure')
  for (let index = 1; index < RUNS; index += 1)
    await busy.ci(red.pull, { log, name: `part ${index}`, path: `.github/workflows/part-${index}.yml` })
  const other = await quiet.breakIt()
  await expect.poll(() => world.watch.rows<{ runs: number }>(WAITING), { timeout: 60_000 }).toEqual([{ runs: RUNS + 1 }])
  open()
  await expect.poll(() => seen(world, quiet, other), { timeout: 100_000, interval: 500 }).toMatchObject(ONE_REPAIR)
  expect(read.findIndex((id) => id !== read[0])).toBeLessThan(10)
  expect(read.length).toBeLessThan(RUNS)
  expect(await seen(world, busy, red)).toMatchObject({ repairs: [], healings: [{ state: 'waiting' }] })
})
