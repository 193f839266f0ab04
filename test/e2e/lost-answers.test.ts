import { afterAll, beforeAll, expect, test } from 'vitest'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

// What writes to GitHub, in the order of a healing
const WRITES = [
  ...['actions/create-workflow-dispatch', 'checks/create', 'git/create-blob', 'git/create-tree', 'git/create-commit', 'git/create-ref'],
  ...['pulls/create', 'issues/add-labels', 'issues/create-comment', 'checks/update'],
]
const REPOSITORIES = ['one', 'two', 'three', 'four', 'five']

let world: World
beforeAll(async () => {
  world = await startWorld({
    replacements: {
      // who dies there repeats nothing by itself: the job begins anew
      adjustOctokit: (options) => ({ ...options, retry: { enabled: false }, throttle: { enabled: false } }),
      queue: { superviseSeconds: 1, retries: { limit: 10, delaySeconds: 1 } },
    },
  })
})
afterAll(() => world.stop())

test('workers that die after any write was done, and before it is written down, do each thing once', async () => {
  const repositories = []
  for (const name of REPOSITORIES) repositories.push(await smallRepository(world, name))
  for (const operationId of WRITES) world.github.faults.next({ operationId, drop: 'after' })
  const all = []
  for (const repository of repositories) all.push({ repository, broken: await repository.breakIt() })
  await world.settled()
  for (const { repository, broken } of all) expect(await seen(world, repository, broken), repository.repo).toMatchObject(ONE_REPAIR)
  expect(WRITES.filter((operationId) => world.github.faults.take(operationId) !== undefined)).toEqual([])
})
