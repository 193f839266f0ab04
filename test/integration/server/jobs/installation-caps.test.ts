import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixtureReport } from '../../../support/world/fixture-report.ts'
import type { World } from '../../../support/world.ts'
import { addScene, startScene } from './scene.ts'

let world: World
let letGo: () => void = () => {}
beforeAll(async () => {
  const settings = { INSTALLATION_MAX_RUNNING: '1', INSTALLATION_MAX_PER_DAY: '2' }
  const scene = await startScene({ settings })
  world = scene.world
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  world.reports.leave(async (job) => {
    if (job.repository === 'example/first') await held
    return { report: await fixtureReport(scene.repository.fixture, job) }
  })
  await world.github.install('others')
})
afterAll(() => world.stop())

test('over INSTALLATION_MAX_RUNNING a healing of any repository of the installation waits, says so, and goes on in its turn', async () => {
  const [first, second] = [await addScene(world, 'first'), await addScene(world, 'second')]
  const elsewhere = await world.addRepository('pytest-renamed-method', { owner: 'others', name: 'elsewhere' })
  await first.repository.breakIt()
  await expect.poll(() => first.states(), { timeout: 60_000 }).toMatchObject([{ state: 'running' }])
  const { pull, sha } = await second.repository.breakIt()
  await expect.poll(() => second.checks(sha), { timeout: 60_000 }).toHaveLength(1)
  const summary = expect.stringContaining('1 healing of all repositories of this installation may run at the same time')
  expect(second.checks(sha)).toMatchObject([{ status: 'in_progress', output: { title: 'Waiting', summary } }])
  const free = await elsewhere.breakIt()
  await expect.poll(() => elsewhere.state.comments.filter(({ number }) => number === free.pull.number), { timeout: 60_000 }).toHaveLength(1)
  expect(second.jobs()).toEqual([])
  letGo()
  await expect.poll(() => first.states(), { timeout: 60_000 }).toMatchObject([{ state: 'done' }])
  await world.watch.rows("UPDATE pgboss.job SET start_after = now() WHERE name = 'triage' AND state < 'active'", [])
  await world.settled()
  expect(second.jobs()).toHaveLength(1)
  expect(second.checks(sha)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
  expect(second.pulls()).toMatchObject([{ baseRef: pull.headRef }])
})

test('with INSTALLATION_MAX_PER_DAY used up, no further repository of the installation has a run, and that is said', async () => {
  const third = await addScene(world, 'third')
  const { pull } = await third.repository.breakIt()
  await world.settled()
  expect(third.jobs()).toEqual([])
  expect(third.comments(pull.number)[0]?.body).toContain(
    'the repositories of this installation have reached their limit of healings for today',
  )
})
