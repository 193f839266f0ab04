import { afterAll, beforeAll, expect, test } from 'vitest'
import { Settings } from '../../src/config/settings.ts'
import type { RunningServer } from '../../src/server/create-server.ts'
import { listJobs } from '../../src/server/jobs/index.ts'
import type { AnyJob } from '../../src/server/queue/job.ts'
import type { JobName } from '../../src/server/queue/payload.ts'
import type { Broken, WorldRepository } from '../support/world/repository.ts'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const ERROR = 'it broke @everyone\nand said more'
const WHY = 'was given up: it failed 2 times, the last time with: Error: it broke @everyone'
/** Jobs that fail: by name, or by name and the CI run that they are for. */
const broken = new Set<string>()

function breakable(job: AnyJob): AnyJob {
  const run = job.run as (payload: object, ...rest: unknown[]) => Promise<void>
  const orFail: typeof run = async (payload, ...rest) => {
    const ciRunId = 'ciRunId' in payload ? String(payload.ciRunId) : ''
    if (broken.has(job.name) || broken.has(`${job.name} ${ciRunId}`)) throw new Error(ERROR)
    return run(payload, ...rest)
  }
  return { ...job, run: orFail } as AnyJob
}

let world: World
let server: RunningServer
beforeAll(async () => {
  world = await startWorld({ roles: null })
  server = await world.start(undefined, {
    jobs: listJobs(Settings.parse({})).map(breakable),
    queue: { superviseSeconds: 1, retries: { limit: 1, delaySeconds: 1 }, ends: { limit: 2, delaySeconds: 1 } },
  })
})
afterAll(() => world.stop())

/** Waits until nothing is left to do; that there are dead letters is what is tested here. */
const rested = () =>
  expect.poll(async () => [...(await world.watch.open()), ...(await world.watch.open())], { timeout: 60_000, interval: 200 }).toEqual([])

async function breakWhile(repository: WorldRepository, name: JobName): Promise<Broken> {
  broken.add(name)
  try {
    const red = await repository.breakIt()
    await rested()
    return red
  } finally {
    broken.delete(name)
  }
}

test.each<readonly [JobName, string]>([
  ['ingest', "Reading the run's logs and reports"],
  ['triage', 'Deciding what to run again'],
  ['dispatch', 'Starting the run'],
  ['poll-run', 'Waiting for the run'],
  ['collect', "Reading the run's report"],
  ['deliver', 'Delivering the answer'],
])('where %s fails for ever, the check is concluded and says why', async (name, words) => {
  const repository = await smallRepository(world, `no-${name}`)
  const red = await breakWhile(repository, name)
  const { healings, checks, repairs, comments } = await seen(world, repository, red)
  expect(healings).toEqual([{ state: 'failed', reason: `${words} ${WHY}`, generation: 1 }])
  expect(checks).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
  const summary = String((checks[0]?.output as { summary?: string } | undefined)?.summary)
  expect(summary).toContain(`${words} was given up: it failed 2 times, the last time with: Error: it broke @&#8203;everyone`)
  expect(summary).not.toContain('said more')
  expect(repairs).toEqual([])
  expect(comments).toMatchObject([{ body: expect.stringContaining('was given up') }])
})

test('what was given up is done when a person replays it', async () => {
  const repository = await smallRepository(world, 'replayed')
  const red = await breakWhile(repository, 'collect')
  expect(await server.queue.replayDeadLetters(server.history, 'collect')).toBeGreaterThanOrEqual(1)
  await rested()
  const again = { ...ONE_REPAIR, runs: [{}, {}], healings: [{ state: 'done', reason: null, generation: 2 }] }
  expect(await seen(world, repository, red)).toMatchObject(again)
})

test('a healing goes on without a run of its commit that cannot be read, and names it', async () => {
  const repository = await smallRepository(world, 'unread')
  const red = await repository.breakIt()
  broken.add(`ingest ${red.run.id + 1}`)
  const other = await repository.ci(red.pull, { log: repository.log('failure'), name: 'nightly', path: '.github/workflows/nightly.yml' })
  broken.add(`ingest ${other.id}`)
  await rested()
  const { healings, comments, repairs } = await seen(world, repository, red)
  expect(healings).toMatchObject([{ state: 'done', reason: null }])
  expect(repairs).toHaveLength(1)
  expect(comments).toMatchObject([{ body: expect.stringContaining(`/actions/runs/${other.id}/attempts/1) are not in this answer`) }])
})

test('a delivery that cannot be handled has its reason for an outcome, and is handled when it is replayed', async () => {
  broken.add('handle-delivery')
  const from = world.github.deliveries.length
  const repository = await smallRepository(world, 'unhandled')
  await rested()
  broken.delete('handle-delivery')
  const ids = world.github.deliveries.slice(from).map(({ guid }) => guid)
  const outcomes = 'SELECT DISTINCT outcome FROM delivery WHERE id = ANY ($1)'
  expect(await world.watch.rows(outcomes, [ids])).toEqual([
    { outcome: 'given up: it failed 2 times, the last time with: Error: it broke @everyone' },
  ])
  expect(await server.queue.replayDeadLetters(server.history, 'handle-delivery')).toBe(ids.length)
  await rested()
  const red = await repository.breakIt()
  await rested()
  expect(await seen(world, repository, red)).toMatchObject(ONE_REPAIR)
})

test('where GitHub takes no answer at all, the healing fails all the same', async () => {
  const repository = await smallRepository(world, 'refused')
  for (const operationId of ['checks/list-for-ref', 'issues/list-comments'])
    world.github.faults.next({ operationId, status: 403, times: 1_000 })
  const red = await repository.breakIt()
  await rested()
  const { healings } = await seen(world, repository, red)
  expect(healings).toMatchObject([
    { state: 'failed', reason: expect.stringMatching(/^Delivering the answer was given up: it failed 2 times/) },
  ])
})
