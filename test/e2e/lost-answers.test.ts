import { afterAll, beforeAll, expect, test } from 'vitest'
import { ONE_REPAIR, seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

// What writes to GitHub, in the order of a healing. Each answer gets lost once: the server cannot know whether it was done.
const WRITES = [
  ...['actions/create-workflow-dispatch', 'checks/create', 'git/create-blob', 'git/create-tree', 'git/create-commit', 'git/create-ref'],
  ...['pulls/create', 'issues/add-labels', 'issues/create-comment', 'checks/update'],
]

let world: World
beforeAll(async () => {
  world = await startWorld({
    // a worker that dies there repeats nothing by itself: its job begins anew
    replacements: { adjustOctokit: (options) => ({ ...options, retry: { enabled: false }, throttle: { enabled: false } }) },
  })
})
afterAll(() => world.stop())

test.each(WRITES)('a worker that dies after %s was done, and before it is written down, repairs once', async (operationId) => {
  const repository = await smallRepository(world, operationId.replace('/', '-'))
  world.github.faults.next({ operationId, drop: 'after' })
  const broken = await repository.breakIt()
  await world.settled()
  expect(await seen(world, repository, broken)).toMatchObject(ONE_REPAIR)
})
