import { afterAll, beforeAll, expect, test } from 'vitest'
import { WORKFLOW_PATH } from '../../src/engine/workflow/workflow-parts.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { Broken, WorldRepository } from '../support/world/repository.ts'
import { seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
let repository: WorldRepository
let broken: Broken
beforeAll(async () => {
  world = await startWorld()
  repository = await smallRepository(world, 'own')
  broken = await repository.breakIt()
  await world.settled()
})
afterAll(() => world.stop())

const healings = () => world.watch.rows('SELECT healing_id FROM healing')
const red = [{ name: 'reproduce', conclusion: 'failure', log: pytestLog([{ testId: 'tests/test_inventory.py::test_takes_pieces' }]) }]

test('a red run of our own workflow starts nothing, whoever started it', async () => {
  const before = await healings()
  for (const actor of ['suture[bot]', 'example'])
    await world.github.ciRun({
      ...{ repo: repository.repo, sha: await repository.state.git('rev-parse', 'main'), branch: 'main', event: 'workflow_dispatch' },
      ...{ name: 'Suture', path: WORKFLOW_PATH, jobs: red, actor },
    })
  await world.settled()
  expect(await healings()).toEqual(before)
})

test('red CI of our own branch and pull request starts nothing', async () => {
  const before = await healings()
  const [repair] = (await seen(world, repository, broken)).repairs
  if (repair === undefined) throw new Error('nothing was offered')
  await repository.ci(repair, { log: red[0]?.log ?? '' })
  await repository.ci({ sha: repair.headSha, branch: repair.headRef }, { log: red[0]?.log ?? '' })
  await world.settled()
  expect(await healings()).toEqual(before)
  expect(repository.state.pulls).toHaveLength(2)
})

test('our own comments and checks start nothing', async () => {
  const runs = world.reports.jobs.length
  await repository.comment(broken.pull.number, '/heal', 'suture[bot]')
  await world.settled()
  expect(world.reports.jobs).toHaveLength(runs)
})
