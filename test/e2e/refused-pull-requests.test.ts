import { afterAll, beforeAll, expect, test } from 'vitest'
import { seen, smallRepository } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

test.each([
  ['pulls/create', 403, 'Resource not accessible by integration'],
  ['pulls/create', 422, 'Validation Failed'],
  ['git/create-ref', 403, 'Resource not accessible by integration'],
  ['git/create-tree', 404, 'Not Found'],
])('where GitHub answers %s with %i, the answers are delivered with the patch in the comment', async (operationId, status, message) => {
  const repository = await smallRepository(world, `${operationId.replace('/', '-')}-${status}`)
  world.github.faults.next({ operationId, status, times: 20, body: { message } })
  const red = await repository.breakIt()
  await world.settled()
  while (world.github.faults.take(operationId) !== undefined);
  const { healings, repairs, comments, checks } = await seen(world, repository, red)
  expect(healings).toEqual([{ state: 'done', reason: null, generation: 1 }])
  expect(repairs).toEqual([])
  expect(await repository.state.git('branch', '--list', 'suture/*')).toBe('')
  expect(comments).toHaveLength(1)
  expect(comments[0]?.body).toContain(
    `GitHub takes no pull request of Suture here (${status}, ${message}), so the repair is a patch below.`,
  )
  expect(comments[0]?.body).toContain('```diff')
  expect(checks).toMatchObject([{ status: 'completed', conclusion: 'neutral', output: { summary: expect.stringContaining('```diff') } }])
})

test('a label that GitHub refuses keeps no pull request away', async () => {
  const repository = await smallRepository(world, 'unlabelled')
  world.github.faults.next({ operationId: 'issues/add-labels', status: 403 })
  const red = await repository.breakIt()
  await world.settled()
  expect(await seen(world, repository, red)).toMatchObject({ repairs: [{ state: 'open', labels: [] }], healings: [{ state: 'done' }] })
})
