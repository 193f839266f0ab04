import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { applyEffect, applyEffects } from '../../../src/server/effects/apply-effects.ts'
import type { EffectOf } from '../../../src/server/effects/effect.ts'
import { createGitHub } from '../../../src/server/github/octokit.ts'
import type { EffectTarget } from '../../../src/server/github/target.ts'
import { createLog } from '../../../src/server/log.ts'
import { type GitHub, startGitHub } from '../../support/github/start-github.ts'
import { scaledWaits } from '../../support/world/scaled-waits.ts'

const OURS = 'suture[bot]'
let github: GitHub
let count = 0
let target: EffectTarget
let repo = ''
let pull = 0
let head = ''

beforeAll(async () => {
  github = await startGitHub()
}, 60_000)
afterAll(() => github.close())
beforeEach(async () => {
  count += 1
  repo = `o/r${count}`
  await github.createRepository({ owner: 'o', name: `r${count}`, files: { 'a.py': 'one\n', 'tests/test_a.py': 'old\n' } })
  head = await github.pushCommit({ repo, branch: 'topic', files: { 'a.py': 'two\n' }, message: 'Change a' })
  pull = (await github.openPull({ repo, head: 'topic', title: 'Change a' })).number
  const access = {
    appId: github.app.id,
    privateKey: github.privateKey,
    webhookSecret: github.webhookSecret,
    apiUrl: github.apiUrl,
    adjust: scaledWaits(1 / 1_000),
  }
  const octokit = await (await createGitHub(access, createLog('silent'))).installation(github.installationOf('o'))
  target = { octokit, owner: 'o', repo: `r${count}`, login: OURS }
}, 60_000)

const state = () => github.repository(repo)
const bodies = () => state().comments.map(({ user, body }) => [user, body])

describe('a comment that is edited in place', () => {
  const upsert = (body: string, more: Partial<EffectOf<'upsert_comment'>> = {}) =>
    applyEffect(target, { kind: 'upsert_comment', issue: pull, marker: '<!-- mark -->', body: `<!-- mark -->\n${body}`, ...more })

  test('is written once, then changed', async () => {
    const id = await upsert('one')
    expect(await upsert('two')).toBe(id)
    expect(bodies()).toEqual([[OURS, '<!-- mark -->\ntwo']])
  })

  test('is not that of somebody who copied the marker', async () => {
    await github.comment({ repo, number: pull, user: 'mallory', body: '<!-- mark -->\nmine' })
    await upsert('one')
    expect(bodies()).toEqual([
      ['mallory', '<!-- mark -->\nmine'],
      [OURS, '<!-- mark -->\none'],
    ])
  })

  test('stays away where only an existing one was to be changed', async () => {
    expect(await upsert('one', { onlyUpdate: true })).toBeNull()
    expect(bodies()).toEqual([])
  })

  test.each(['before', 'after'] as const)('is there once when the connection breaks %s it was written', async (drop) => {
    github.faults.next({ operationId: 'issues/create-comment', drop })
    await upsert('one')
    expect(bodies()).toEqual([[OURS, '<!-- mark -->\none']])
  })

  test('is given up where GitHub refuses it, after one try', async () => {
    github.faults.next({ operationId: 'issues/create-comment', status: 403, times: 3 })
    await expect(upsert('one')).rejects.toMatchObject({ status: 403 })
    expect(
      github.requests.filter(({ operationId, path }) => operationId === 'issues/create-comment' && path.includes(`/${target.repo}/`)),
    ).toHaveLength(1)
    while (github.faults.take('issues/create-comment') !== undefined);
  })
})

test('a reply is written once, with its marker', async () => {
  const reply = () => applyEffect(target, { kind: 'reply', issue: pull, marker: '<!-- r1 -->', body: 'Done.' })
  expect(await reply()).toBe(await reply())
  expect(bodies()).toEqual([[OURS, '<!-- r1 -->\nDone.']])
})

test('a reaction is put to the comment', async () => {
  const { id } = await github.comment({ repo, number: pull, user: 'dev', body: '/heal' })
  await applyEffects(target, [
    { kind: 'react', comment: id, content: 'eyes' },
    { kind: 'react', comment: id, content: 'eyes' },
  ])
  expect(state().reactions.map(({ content, comment }) => [content, comment])).toEqual([['eyes', id]])
})

describe('the check of a commit', () => {
  const check = (conclusion: EffectOf<'check'>['conclusion'], title: string) =>
    applyEffect(target, { kind: 'check', headSha: head, externalId: 'healing-1', output: { title, summary: 'x' }, conclusion })

  test('goes on, then ends, as one', async () => {
    const id = await check(null, 'Healing')
    expect(state().checkRuns).toMatchObject([{ id, name: 'Suture', headSha: head, status: 'in_progress', externalId: 'healing-1' }])
    expect(await check('neutral', 'One repair')).toBe(id)
    expect(state().checkRuns).toMatchObject([{ id, status: 'completed', conclusion: 'neutral', output: { title: 'One repair' } }])
  })

  test('is not that of another App under our name', async () => {
    await github.otherCheck({ repo, sha: head, app: 'other', name: 'Suture', conclusion: 'failure' })
    await check('success', 'Healed')
    expect(state().checkRuns.map(({ app, conclusion }) => [app, conclusion])).toEqual([
      ['other', 'failure'],
      ['suture', 'success'],
    ])
  })
})

describe('a pull request', () => {
  const open = (more: Partial<EffectOf<'open_pull_request'>> = {}) =>
    applyEffect(target, {
      ...{ kind: 'open_pull_request', branch: 'suture/heal-1', base: 'topic', parent: head, message: 'Follow the new name' },
      ...{ files: [{ path: 'tests/test_a.py', content: 'new\n', mode: '100644' }], title: 'Repair', body: 'Why.', labels: ['suture'] },
      ...more,
    })

  test('is one signed commit on the parent, with its files alone', async () => {
    const { number, headSha } = await open()
    expect(state().pulls.find((one) => one.number === number)).toMatchObject({
      headRef: 'suture/heal-1',
      baseRef: 'topic',
      headSha,
      state: 'open',
    })
    expect(await state().git('diff', '--name-only', head, headSha)).toBe('tests/test_a.py')
    expect(await state().git('show', `${headSha}:tests/test_a.py`)).toBe('new')
    expect(await state().git('rev-list', '--parents', '-1', headSha)).toBe(`${headSha} ${head}`)
    expect(state().labels).toEqual(['suture'])
    const { data } = await target.octokit.rest.git.getCommit({ owner: 'o', repo: target.repo, commit_sha: headSha })
    expect(data.verification.verified).toBe(true)
  })

  test('is opened once, whatever is asked the second time', async () => {
    const first = await open()
    expect(await open({ title: 'Another', files: [] })).toEqual(first)
    expect(state().pulls.filter(({ headRef }) => headRef === 'suture/heal-1')).toHaveLength(1)
  })

  test.each(['git/create-ref', 'pulls/create'])('is opened once when the answer of %s is lost', async (operationId) => {
    github.faults.next({ operationId, drop: 'after' })
    const { headSha } = await open()
    expect(state().pulls.filter(({ headRef }) => headRef === 'suture/heal-1')).toMatchObject([{ headSha }])
  })

  test('is closed with a reason, and only while it is open', async () => {
    const { number } = await open()
    const close = () =>
      applyEffect(target, { kind: 'close_pull_request', pull: number, marker: '<!-- c -->', comment: 'The test passes again.' })
    await close()
    await close()
    expect(state().pulls.find((one) => one.number === number)?.state).toBe('closed')
    expect(bodies()).toEqual([[OURS, '<!-- c -->\nThe test passes again.']])
  })

  test('of somebody that was closed gets no comment', async () => {
    await github.closePull(repo, pull)
    await applyEffect(target, { kind: 'close_pull_request', pull, marker: '<!-- c -->', comment: 'x' })
    expect(bodies()).toEqual([])
  })

  test('loses its branch, and a branch that is gone is no fault', async () => {
    await open()
    for (let times = 0; times < 2; times++) await applyEffect(target, { kind: 'delete_branch', branch: 'suture/heal-1' })
    expect(await state().git('branch', '--list', 'suture/*')).toBe('')
  })
})
