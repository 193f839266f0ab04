import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Scene, startScene } from '../integration/server/jobs/scene.ts'
import { pytestLog } from '../support/world/pytest-log.ts'

const FILE = 'tests/test_inventory.py'
const TEST = `${FILE}::test_takes_pieces`
let scene: Scene
let pull: number

beforeAll(async () => {
  scene = await startScene()
  const { world, repository } = scene
  world.github.setCollaborator(repository.repo, 'mona', 'write')
  const tests = [TEST, `${FILE}::test_of_this_branch_alone`].map((testId) => ({ testId, error: 'AssertionError: assert 1 == 2' }))
  const broken = await repository.breakIt({ log: pytestLog(tests) })
  pull = broken.pull.number
  await world.settled()
})
afterAll(() => scene.world.stop())

async function say(body: string): Promise<readonly string[]> {
  const before = scene.comments(pull).length
  await scene.repository.comment(pull, body, 'mona')
  await scene.world.settled()
  return scene
    .comments(pull)
    .slice(before)
    .map((one) => one.body)
}

const markers = () => scene.pulls().filter(({ headRef }) => headRef.startsWith('suture/marker/'))
const text = (ref: string) => scene.repository.state.git('show', `${ref}:${FILE}`)

test('a person marks a test in its code and takes the mark away again, each by a pull request', async () => {
  const before = await text('main')
  const replies = await say(
    `/quarantine \`${TEST}\` --in-code reason: the "clock" of the depot until: ${new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10)}`,
  )
  const [asked, ...more] = markers()
  expect(more).toEqual([])
  expect(asked).toMatchObject({
    state: 'open',
    baseRef: 'main',
    title: expect.stringMatching(/^Quarantine test_takes_pieces until \d{4}-\d\d-\d\d$/),
  })
  expect(asked?.body).toContain(
    '**This mutes every failure of `tests/test_inventory.py::test_takes_pieces`, also one that a real bug causes.**',
  )
  expect(asked?.body).toContain(`asked for this in #${pull}: the "clock" of the depot`)
  expect(asked?.body).toContain('@pytest.mark.xfail(\n    strict=False,')
  expect(replies).toMatchObject([
    expect.stringContaining('mutes every failure of this test'),
    expect.stringContaining(`#${asked?.number} marks`),
  ])
  const marked = await text(asked?.headRef ?? '')
  expect(marked).toMatch(
    /@pytest\.mark\.xfail\(\n {4}strict=False,\n {4}reason="quarantined until [\d-]+, owner @mona: the \\"clock\\" of the depot \(suture [0-9a-f]{8}\)",\n\)\ndef test_takes_pieces/,
  )
  expect(await say(`/quarantine \`${TEST}\` --in-code reason: again`)).toEqual([
    expect.stringContaining(`marked in its code already, by #${asked?.number}`),
  ])
  expect(await say('/quarantine list')).toEqual([expect.stringContaining(`in its code, #${asked?.number}`)])

  await scene.world.github.mergePull(scene.repository.repo, asked?.number ?? 0)
  await scene.world.settled()
  expect(await text('main')).toBe(marked)
  expect(await say(`/unquarantine \`${TEST}\``)).toEqual([expect.stringContaining('A pull request follows that takes the marker out')])
  const [, removal, ...others] = markers()
  expect(others).toEqual([])
  expect(removal).toMatchObject({ state: 'open', baseRef: 'main', title: 'End the quarantine of test_takes_pieces' })
  expect(removal?.body).toContain(`the marker that #${asked?.number} brought out of`)
  await scene.world.github.mergePull(scene.repository.repo, removal?.number ?? 0)
  await scene.world.settled()
  expect(await text('main')).toBe(before)
})

test('it is refused, with the reason, where the place is not certain', async () => {
  const replies = await say('/quarantine `test_of_this_branch_alone` --in-code reason: it is new')
  expect(replies[1]).toMatch(/is not marked: the place in tests\/test\\_inventory\.py is not certain: no function of this name/)
  expect(await say('/quarantine list')).toEqual([expect.stringContaining('Nothing is quarantined')])
})

test('a marker whose pull request was not merged is forgotten with it', async () => {
  await say(`/quarantine \`${TEST}\` --in-code reason: once more`)
  const asked = markers().at(-1)
  expect(asked?.state).toBe('open')
  await say(`/unquarantine \`${TEST}\``)
  expect(markers().at(-1)).toMatchObject({ number: asked?.number, state: 'closed' })
})
