import { afterAll, beforeAll, expect, test } from 'vitest'
import { pytestLog } from '../../../support/world/pytest-log.ts'
import { type Scene, startScene } from './scene.ts'

let scene: Scene
let count = 0
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.world.stop())

const TEST = 'tests/test_inventory.py::test_takes_pieces'
/** Another value each time: it is another failure. */
const log = () => pytestLog([{ testId: TEST, error: `AttributeError: no such attribute ${++count}` }])
const files = (name: string) => ({ [`${name}.md`]: name })

test('a pull request whose base moved is compared with what CI merged', async () => {
  const { repository, world } = scene
  const pull = await repository.openPull({ ...repository.breaking, branch: 'behind' })
  const base = await repository.push({ branch: 'main', message: 'Go on', files: files('newer') })
  await repository.ci(pull, { log: log() })
  await world.settled()
  expect(world.reports.jobs.at(-1)).toMatchObject({ head: pull.headSha, base, merge: { head: pull.headSha, base } })
  expect(scene.pulls().filter(({ baseRef }) => baseRef === 'behind')).toHaveLength(1)
})

test('a push of several commits is compared with the branch before it', async () => {
  const { repository, world } = scene
  const before = await repository.state.git('rev-parse', 'main')
  const push = { repo: repository.repo, branch: 'main', message: 'One', files: files('one') }
  const sha = await world.github.pushCommit({
    ...push,
    commits: [
      { message: 'Two', files: files('two') },
      { message: 'Three', files: files('three') },
    ],
  })
  await repository.ci({ sha, branch: 'main' }, { log: log() })
  await world.settled()
  expect(world.reports.jobs.at(-1)).toMatchObject({ head: sha, base: before, merge: null, tests: [TEST] })
  expect(scene.checks(sha)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
})

test('a push is compared with the last green commit where there is one', async () => {
  const { repository, world } = scene
  const green = await repository.push({ branch: 'main', message: 'Green', files: files('green') })
  await repository.ci({ sha: green, branch: 'main' }, { log: '', conclusion: 'success' })
  await repository.push({ branch: 'main', message: 'Without a run', files: files('quiet') })
  const red = await repository.push({ branch: 'main', message: 'Red', files: files('red') })
  await repository.ci({ sha: red, branch: 'main' }, { log: log() })
  await world.settled()
  expect(world.reports.jobs.at(-1)).toMatchObject({ head: red, base: green })
})

test('a second attempt that is green proves the flake, and the comment says so', async () => {
  const { repository, world } = scene
  const { pull, run } = await repository.breakIt({ log: log() }, { branch: 'twice', files: files('twice') })
  await world.settled()
  await repository.ci(pull, { log: '', conclusion: 'success', attempt: 2, runId: run.id })
  await world.settled()
  expect(scene.comments(pull.number)).toMatchObject([
    { body: expect.stringContaining('a later attempt of the same job passed on the same code') },
  ])
})

test('deliveries that come late and in the wrong order end in the same', async () => {
  const { repository, world } = scene
  world.github.setWebhookUrl('http://127.0.0.1:9/')
  const from = world.github.deliveries.length
  const { pull, sha } = await repository.breakIt({ log: log() }, { branch: 'late', files: files('late') })
  await world.start({ intake: true, jobs: false })
  for (const { id } of world.github.deliveries.slice(from).toReversed()) await world.github.redeliver(id)
  await world.settled()
  expect(scene.comments(pull.number)).toHaveLength(1)
  expect(scene.checks(sha)).toHaveLength(1)
})

test('a new head ends the healing of the old one and cancels its run', async () => {
  const { repository, world } = scene
  const started = Promise.withResolvers<void>()
  world.reports.leave(async () => {
    started.resolve()
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    return 'nothing' as const
  })
  const { pull, sha } = await repository.breakIt({ log: log() }, { branch: 'moving', files: files('moving') })
  await started.promise
  await repository.push({ branch: 'moving', message: 'Go on', files: files('moved') })
  await world.settled()
  expect((await scene.states()).at(-1)).toMatchObject({ state: 'superseded' })
  expect(scene.checks(sha)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
  expect(scene.comments(pull.number)).toEqual([])
})

test('a fork is never run, and answered from its log', async () => {
  const { repository, world } = scene
  const runs = world.reports.jobs.length
  await world.github.createFork(repository.repo, 'stranger')
  const fork = `stranger/${repository.name}`
  await world.github.pushCommit({ repo: fork, branch: 'gift', message: 'A gift', files: files('gift') })
  const pull = await world.github.openPull({ repo: repository.repo, head: 'stranger:gift', title: 'A gift', user: 'stranger' })
  await repository.ci(pull, { log: log(), headRepository: fork })
  await world.settled()
  expect(world.reports.jobs).toHaveLength(runs)
  expect(scene.comments(pull.number)).toMatchObject([{ body: expect.stringContaining('Suture never runs commits of forks') }])
  const command = await repository.comment(pull.number, '/heal')
  await world.settled()
  expect(world.reports.jobs).toHaveLength(runs)
  expect(command.reactions.map(({ content }) => content)).toEqual(['eyes', 'confused'])
})

test('a test that a push to the default branch renames keeps its history', async () => {
  const { repository, world } = scene
  const rows = () =>
    world.watch.rows<{ name: string; executions: string }>(
      `SELECT c.name, count(*) AS executions FROM test_case c JOIN test_execution e USING (repository_id, test_case_id)
       WHERE c.file = $1 GROUP BY c.name`,
      ['tests/test_named.py'],
    )
  const ci = async (message: string, name: string) => {
    const files = { 'tests/test_named.py': `def ${name}():\n    assert total() == 1\n` }
    const sha = await repository.push({ branch: 'main', message, files })
    await repository.ci({ sha, branch: 'main' }, { log: pytestLog([{ testId: `tests/test_named.py::${name}` }]) })
  }
  await ci('Add a test', 'test_before')
  await expect.poll(rows, { timeout: 50_000 }).toEqual([{ name: 'test_before', executions: '1' }])
  await ci('Name it well', 'test_after')
  await expect.poll(rows, { timeout: 50_000 }).toEqual([{ name: 'test_after', executions: '2' }])
})

test('a run is stored though GitHub no longer knows what the branch was at', async () => {
  const { repository, world } = scene
  const files = { 'tests/test_forced.py': 'def test_forced():\n    assert total() == 1\n' }
  const sha = await repository.push({ branch: 'main', message: 'Force it', files })
  for (let times = 0; times < 9; times += 1) world.github.faults.next({ operationId: 'repos/compare-commits', status: 404 })
  await repository.ci({ sha, branch: 'main' }, { log: pytestLog([{ testId: 'tests/test_forced.py::test_forced' }]) })
  const rows = () => world.watch.rows('SELECT name FROM test_case WHERE file = $1', ['tests/test_forced.py'])
  await expect.poll(rows, { timeout: 20_000 }).toEqual([{ name: 'test_forced' }])
  expect(world.github.requests.filter(({ operationId, status }) => operationId === 'repos/compare-commits' && status === 404)).toHaveLength(
    1,
  )
})
