import { afterAll, beforeAll, expect, test } from 'vitest'
import { pytestLog } from '../../../support/world/pytest-log.ts'
import { type Scene, startScene } from './scene.ts'

const DAY_MS = 86_400_000
let scene: Scene
let shift = 0
const TEST = 'tests/test_inventory.py::test_takes_pieces'
const log = (error: string) => pytestLog([{ testId: TEST, error }])

beforeAll(async () => {
  scene = await startScene({ replacements: { now: () => new Date(Date.now() + shift) } })
  scene.world.github.setCollaborator(scene.repository.repo, 'mona', 'write')
  scene.world.github.setCollaborator(scene.repository.repo, 'rita', 'read')
})
afterAll(() => scene.world.stop())

async function say(number: number, body: string, user = 'mona') {
  const comment = await scene.repository.comment(number, body, user)
  await scene.world.settled()
  const reply = scene.comments(number).findLast(({ body: text }) => text.includes(`suture:reply ${comment.id} `))
  return { reactions: comment.reactions.map(({ content }) => content), reply: reply?.body ?? null }
}

async function fail(branch: string, error: string) {
  const broken = await scene.repository.breakIt({ log: log(error) }, { branch, files: { [`${branch}.md`]: branch } })
  await scene.world.settled()
  const [check] = scene.checks(broken.sha)
  return { ...broken, check, comments: scene.comments(broken.pull.number) }
}

test('somebody without write access gets one polite line, once in a thread', async () => {
  const { pull } = await fail('first', 'AssertionError: assert 1 == 2')
  for (const body of ['/heal', '/quarantine list', '/heal']) await say(pull.number, body, 'rita')
  const lines = scene.comments(pull.number).filter(({ body }) => body.includes('write access to this repository.'))
  expect(lines).toHaveLength(1)
  expect(scene.repository.state.reactions).toEqual([])
})

test('/heal looks once more, and the same comment has the new answer', async () => {
  const [pull] = scene.repository.state.pulls
  if (!pull) throw new Error('no pull request')
  const runs = scene.world.reports.jobs.length
  expect(await say(pull.number, '/heal')).toMatchObject({ reactions: ['eyes', '+1'], reply: expect.stringContaining('Looking again') })
  expect(scene.world.reports.jobs).toHaveLength(runs + 1)
  expect(scene.world.reports.jobs.at(-1)).toMatchObject({ generation: 2, tests: [TEST] })
  expect(scene.comments(pull.number).filter(({ body }) => body.includes('suture:sticky'))).toHaveLength(1)
})

test('a command that cannot be read is answered with its usage', async () => {
  const [pull] = scene.repository.state.pulls
  expect(await say(pull?.number ?? 0, '/quarantine test_takes_pieces')).toMatchObject({
    reactions: ['eyes', 'confused'],
    reply: expect.stringContaining('/quarantine list'),
  })
})

test('a quarantine mutes exactly this failure: the check succeeds, and nobody is written to', async () => {
  const [pull] = scene.repository.state.pulls
  const given = await say(pull?.number ?? 0, '/quarantine `test_takes_pieces` reason: the depot is closed')
  expect(given).toMatchObject({ reactions: ['eyes', '+1'], reply: expect.stringContaining('Quarantined until') })
  const runs = scene.world.reports.jobs.length
  const muted = await fail('second', 'AssertionError: assert 1 == 2')
  expect(muted.check).toMatchObject({ conclusion: 'success', output: { title: 'Only quarantined failures (1)' } })
  expect(muted.comments).toEqual([])
  expect(scene.world.reports.jobs).toHaveLength(runs)
})

test('a new failure of the same test is reported all the same', async () => {
  const other = await fail('third', 'AssertionError: assert 7 == 2')
  expect(other.check).toMatchObject({ conclusion: 'neutral' })
  expect(other.comments).toHaveLength(1)
})

test('the list names test, owner, reason and end', async () => {
  const [pull] = scene.repository.state.pulls
  const { reply } = await say(pull?.number ?? 0, '/quarantine list')
  expect(reply).toContain(`\`${TEST}\``)
  expect(reply).toContain('`mona`: the depot is closed')
})

test('an expired quarantine mutes nothing any more', async () => {
  shift = 15 * DAY_MS
  const late = await fail('fourth', 'AssertionError: assert 1 == 2')
  expect(late.check).toMatchObject({ conclusion: 'neutral' })
  expect(late.comments).toHaveLength(1)
  shift = 0
})

test('/unquarantine ends it, and is written down', async () => {
  const [pull] = scene.repository.state.pulls
  expect(await say(pull?.number ?? 0, '/unquarantine `test_takes_pieces`')).toMatchObject({ reactions: ['eyes', '+1'] })
  const fifth = await fail('fifth', 'AssertionError: assert 1 == 2')
  expect(fifth.check).toMatchObject({ conclusion: 'neutral' })
  const audit = await scene.world.watch.rows<{ actor: string; action: string }>('SELECT actor, action FROM audit ORDER BY at')
  expect(audit.filter(({ actor }) => actor === 'mona').map(({ action }) => action)).toEqual(['heal', 'quarantine.give', 'quarantine.lift'])
})
