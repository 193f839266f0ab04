import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Pull } from '../../../support/github/state.ts'
import { pytestLog } from '../../../support/world/pytest-log.ts'
import type { WorldRepository } from '../../../support/world/repository.ts'
import { addScene, type Scene, startScene } from './scene.ts'

let scene: Scene
beforeAll(async () => {
  scene = await startScene()
})
afterAll(() => scene.world.stop())

describe('an out-of-date test', () => {
  test('is repaired once, however often GitHub tells of it', async () => {
    const { world, repository, pulls, comments, checks } = scene
    const { pull, sha } = await repository.breakIt()
    await world.settled()
    for (const { id } of [...world.github.deliveries]) await world.github.redeliver(id)
    await world.settled()
    expect(pulls()).toMatchObject([{ state: 'open', baseRef: pull.headRef, headRef: `suture/heal/${pull.number}-${sha.slice(0, 7)}` }])
    expect(comments()).toHaveLength(1)
    expect(checks(sha)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
    expect(world.reports.jobs).toHaveLength(1)
    expect(await scene.states()).toEqual([{ state: 'done', reason: null }])
  })

  test('is repaired by one signed commit on top of the head', async () => {
    const [pull] = scene.pulls()
    const { git } = scene.repository.state
    expect(await git('log', '-1', '--format=%cn', pull?.headRef ?? '')).toBe('GitHub')
    expect(await git('cat-file', 'commit', pull?.headRef ?? '')).toContain('gpgsig')
    expect(await git('rev-parse', `${pull?.headRef}^`)).toBe(scene.repository.state.pulls.find(({ user }) => user === 'developer')?.headSha)
  })

  test('is explained to who reviews it', () => {
    const [pull] = scene.pulls()
    expect(pull?.labels).toEqual(['suture'])
    expect(pull?.body).toContain('### What broke')
    expect(pull?.body).toContain("Checked by Suture's server")
    expect(pull?.body).toContain('suture heal --repo .')
  })

  test('starts no healing of our own branch', async () => {
    const [pull] = scene.pulls()
    if (!pull) throw new Error('no pull request')
    await scene.repository.ci({ sha: pull.headSha, branch: pull.headRef }, { log: scene.repository.log('failure') })
    await scene.world.settled()
    expect(await scene.states()).toHaveLength(1)
  })
})

describe('a repair that was decided', () => {
  test('is remembered as merged, and the thread as resolved once the branch is green', async () => {
    const { world, repository, pulls, comments } = scene
    const [repair] = pulls()
    const broken = repository.state.pulls.find(({ user }) => user === 'developer')
    if (!repair || !broken) throw new Error('nothing was offered')
    await world.github.mergePull(repository.repo, repair.number)
    await world.settled()
    expect(await world.watch.rows('SELECT outcome FROM pull_request_outcome')).toEqual([{ outcome: 'merged' }])
    const sha = await repository.state.git('rev-parse', broken.headRef)
    broken.headSha = sha
    await repository.ci(broken, { log: '', conclusion: 'success' })
    await world.settled()
    expect(comments(broken.number)).toMatchObject([{ body: expect.stringContaining('**Resolved.**') }])
    expect(scene.checks(sha)).toMatchObject([{ conclusion: 'success', output: { title: 'Nothing failed' } }])
  })

  test('is remembered as edited where somebody committed to it before the merge', async () => {
    const { world, repository, pulls } = scene
    const log = pytestLog(repository.fixture.failing.map((testId) => ({ testId, error: 'AttributeError: it has no attribute anew' })))
    await repository.breakIt({ log }, { branch: 'anew' })
    await world.settled()
    const repair = pulls().find(({ baseRef }) => baseRef === 'anew')
    if (!repair) throw new Error('nothing was offered')
    const ours = repair.headSha
    await repository.push({ branch: repair.headRef, message: 'Say it better', files: { 'NOTES.md': 'By hand.\n' } })
    expect(repair.headSha).not.toBe(ours)
    await world.github.mergePull(repository.repo, repair.number, 'developer')
    await world.settled()
    const query = 'SELECT outcome, decided_by FROM pull_request_outcome WHERE pull_number = $1'
    expect(await world.watch.rows(query, [repair.number])).toEqual([{ outcome: 'edited_then_merged', decided_by: 'developer' }])
  })

  const TEST_FILE = 'tests/test_inventory.py'
  type Closed = { readonly repository: WorldRepository; readonly failed: Pull; readonly repair: Pull }
  test.each<readonly [string, (closed: Closed) => Promise<unknown>]>([
    ['the branch below it was deleted', ({ repository, failed }) => scene.world.github.deleteBranch(repository.repo, failed.headRef)],
    [
      'what it was for was merged',
      async ({ repository, failed, repair }) => {
        await scene.world.github.mergePull(repository.repo, failed.number)
        await scene.world.github.closePull(repository.repo, repair.number, 'developer')
      },
    ],
    ['a program tidied up', ({ repository, repair }) => scene.world.github.closePull(repository.repo, repair.number, 'stale[bot]')],
    [
      'its base has the repair by another way',
      async ({ repository, failed, repair }) => {
        const repaired = await repository.state.git('show', `${repair.headSha}:${TEST_FILE}`)
        await repository.push({ branch: failed.headRef, message: 'By hand', files: { [TEST_FILE]: `${repaired.trimEnd()}\n` } })
        await scene.world.github.closePull(repository.repo, repair.number, 'developer')
      },
    ],
  ])('is no no where %s', async (what, close) => {
    const { world } = scene
    const { repository, pulls } = await addScene(world, what.replaceAll(' ', '-'))
    const { pull: failed } = await repository.breakIt({})
    await world.settled()
    const [repair] = pulls()
    if (!repair) throw new Error('nothing was offered')
    await close({ repository, failed, repair })
    await world.settled()
    const query = 'SELECT outcome FROM pull_request_outcome JOIN repository USING (repository_id) WHERE full_name = $1'
    expect(await world.watch.rows(query, [repository.repo])).toEqual([{ outcome: 'superseded' }])
    expect(await world.watch.rows('SELECT * FROM declined_signature')).toEqual([])
  })

  test('is not offered again after a person closed it', async () => {
    const { world, repository, pulls, comments } = scene
    const { pull } = await repository.breakIt({}, { branch: 'again' })
    await world.settled()
    const repair = pulls().find(({ baseRef }) => baseRef === 'again')
    if (!repair) throw new Error('nothing was offered')
    await world.github.closePull(repository.repo, repair.number)
    await world.settled()
    expect(await world.watch.rows('SELECT count(*)::int AS count FROM declined_signature')).toEqual([
      { count: repository.fixture.failing.length },
    ])
    const runs = world.reports.jobs.length
    const more = await repository.breakIt({}, { branch: 'and-again' })
    await world.settled()
    expect(world.reports.jobs).toHaveLength(runs)
    expect(pulls().filter(({ baseRef }) => baseRef === 'and-again')).toEqual([])
    expect(comments(more.pull.number)).toMatchObject([{ body: expect.stringContaining('said no to a repair of this failure') }])
    expect(comments(pull.number)).toHaveLength(1)
  })
})
