import { afterAll, beforeAll, expect, test } from 'vitest'
import { WORKFLOW_PATH } from '../../../../src/engine/workflow/workflow-parts.ts'
import { pytestLog } from '../../../support/world/pytest-log.ts'
import type { World } from '../../../support/world.ts'
import { addScene, startScene } from './scene.ts'

let world: World
beforeAll(async () => {
  ;({ world } = await startScene())
})
afterAll(() => world.stop())

type Scene = Awaited<ReturnType<typeof addScene>>

test.each<readonly [string, (scene: Scene) => Promise<unknown>, RegExp]>([
  [
    'missing',
    ({ repository }) => repository.push({ branch: 'main', message: 'Remove it', files: { [WORKFLOW_PATH]: null } }),
    /run `?.*suture init/,
  ],
  [
    'edited',
    ({ repository }) =>
      repository.push({ branch: 'main', message: 'Edit it', files: { [WORKFLOW_PATH]: '# suture-workflow: 2\non: push\n' } }),
    /edited/,
  ],
  ['disabled', async ({ repository }) => world.github.disableWorkflow(repository.repo, WORKFLOW_PATH), /enable it/],
])('where the workflow is %s, the log answers and the check names the fix', async (what, prepare, fix) => {
  const scene = await addScene(world, what)
  await prepare(scene)
  const { pull, sha } = await scene.repository.breakIt()
  await world.settled()
  expect(scene.jobs()).toEqual([])
  expect(await scene.states()).toEqual([{ state: 'done', reason: expect.any(String) }])
  const [check] = scene.checks(sha)
  expect(check).toMatchObject({ conclusion: 'neutral' })
  expect(check?.output.summary?.replaceAll('\\', '')).toMatch(fix)
  expect(scene.comments(pull.number)).toMatchObject([{ body: expect.stringContaining('No answer yet.') }])
})

test('a thousand failing tests fit one dispatch, by their files', async () => {
  const scene = await addScene(world, 'thousand')
  const failures = Array.from({ length: 1_000 }, (_, index) => ({
    testId: `tests/test_of_everything_about_orders.py::TestEverything::test_case_${index}`,
  }))
  await scene.repository.breakIt({ log: pytestLog(failures) })
  await world.settled()
  expect(scene.jobs()).toMatchObject([{ tests: [], files: ['tests/test_of_everything_about_orders.py'] }])
  expect(
    await world.watch.rows(
      "SELECT count(*)::int AS count FROM test_failure JOIN test_case USING (repository_id, test_case_id) WHERE file LIKE '%orders.py'",
    ),
  ).toEqual([{ count: 1_000 }])
})

test('a failure that nobody names runs the suite', async () => {
  const scene = await addScene(world, 'unnamed')
  const log = pytestLog([{ testId: 'tests/test_inventory.py::test_takes_pieces' }]).replace(
    /^.*(?:____|FAILED|tests\/test_inventory.py).*\n/gm,
    '',
  )
  await scene.repository.breakIt({ log })
  await world.settled()
  expect(scene.jobs()).toMatchObject([{ tests: [], files: [] }])
})

test.each([
  ['observe', 0, 0],
  ['suggest', 0, 1],
  ['pr', 1, 1],
])('mode %s opens %i pull requests and writes %i comments', async (mode, pulls, comments) => {
  const scene = await addScene(world, mode, `mode: ${mode}\n`)
  const { sha } = await scene.repository.breakIt()
  await world.settled()
  expect(scene.pulls()).toHaveLength(pulls)
  expect(scene.comments()).toHaveLength(comments)
  expect(scene.checks(sha)).toMatchObject([{ conclusion: 'neutral' }])
  if (mode === 'suggest') expect(scene.comments()[0]?.body).toContain('```diff')
})

test('settings that cannot be read write nothing but the check, and say so', async () => {
  const scene = await addScene(world, 'unreadable', 'mode: everything\n')
  const { sha } = await scene.repository.breakIt()
  await world.settled()
  expect([...scene.pulls(), ...scene.comments()]).toEqual([])
  expect(scene.checks(sha)).toMatchObject([{ output: { summary: expect.stringContaining('settings were not read') } }])
})
