import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ChangedValue, proposalReport } from '../support/world/proposal-report.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { Broken, WorldRepository } from '../support/world/repository.ts'
import { seen } from '../support/world/seen.ts'
import { startWorld, type World } from '../support/world.ts'

const TESTS = 'tests/test_parcels.py'
const QUOTE: ChangedValue = {
  ...{ testId: `${TESTS}::test_quote`, before: "'express'", after: "'priority'", product: { file: 'shop/parcels.py', line: 15 } },
}
const RATE: ChangedValue = {
  ...{ testId: `${TESTS}::test_rate[5-1250]`, before: '1_250', after: '1_300', product: { file: 'shop/parcels.py', line: 1 } },
}
const SUSPECT: ChangedValue = { ...RATE, verdict: 'product_regression' }

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.stop())

/** A repository whose red pull request was answered with these proposals. */
async function proposed(name: string, changed: readonly ChangedValue[] = [QUOTE, RATE], options: { settings?: string } = {}) {
  const repository = await world.addRepository('pytest-values-in-place', { name, ...options })
  world.reports.leave((job) => ({ report: proposalReport(repository.fixture.head, job, changed) }))
  const log = pytestLog(changed.map(({ testId, before, after }) => ({ testId, error: `assert ${after} == ${before}` })))
  const broken = await repository.breakIt({ log })
  await world.settled()
  return { repository, broken }
}

async function say(repository: WorldRepository, { pull }: Broken, words: string, user?: string) {
  const comment = await repository.comment(pull.number, words, user)
  await world.settled()
  const { comments } = await seen(world, repository, { pull, sha: pull.headSha })
  return { comment, sticky: comments.find(({ body }) => body.includes('suture:sticky'))?.body ?? '', last: comments.at(-1)?.body ?? '' }
}

const branchText = async ({ state }: WorldRepository, ref: string) => `${await state.git('show', `${ref}:${TESTS}`)}\n`

test('a proposal is shown with its line, and one yes makes a pull request that names who said it', async () => {
  const { repository, broken } = await proposed('yes')
  const before = await seen(world, repository, broken)
  expect(before.repairs).toEqual([])
  expect(before.comments).toHaveLength(1)
  expect(before.comments[0]?.body).toContain('write `/heal accept T1`')

  const { comment, sticky } = await say(repository, broken, '/heal accept T1')
  expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes', '+1'])
  const { repairs, runs, healings } = await seen(world, repository, broken)
  expect(runs).toHaveLength(2)
  expect(healings).toMatchObject([{ state: 'done', generation: 2 }])
  const [repair, ...more] = repairs
  expect(more).toEqual([])
  const text = repository.fixture.head.get(TESTS) ?? ''
  expect(await branchText(repository, repair?.headRef ?? '')).toBe(text.replace(QUOTE.before, QUOTE.after))
  expect(repair?.body).toContain(`issuecomment-${comment.id}) accepted it`)
  expect(repair?.body).toContain('**This changes what 1 test expects.**')
  expect(repair?.labels).toContain('suture: changes expectations')
  expect(sticky).toMatch(/accepted it as intended\. Repaired in #\d+/)
  expect(sticky).toContain('write `/heal accept T2`')
  expect(
    await world.watch.rows("SELECT actor FROM audit WHERE action = 'heal.accept' AND subject = $1", [`comment ${comment.id}`]),
  ).toEqual([{ actor: 'example' }])

  const twice = await say(repository, broken, '/heal accept T1')
  expect(twice.last).toContain('needs no yes any more')
  await say(repository, broken, '/heal accept T2')
  const both = await seen(world, repository, broken)
  expect(both.repairs.map(({ state }) => state)).toEqual(['closed', 'open'])
  const whole = text.replace(QUOTE.before, QUOTE.after).replace(RATE.before, RATE.after)
  expect(await branchText(repository, both.repairs[1]?.headRef ?? '')).toBe(whole)
  expect(String(both.repairs[1]?.body).match(/issuecomment-/g)?.length).toBeGreaterThanOrEqual(2)
})

test('a yes to several that GitHub delivers three times makes one pull request', async () => {
  const { repository, broken } = await proposed('again')
  const from = world.github.deliveries.length
  await say(repository, broken, '/heal accept T1 T2')
  const comment = world.github.deliveries.slice(from).find(({ event }) => event === 'issue_comment')
  for (let count = 0; count < 2; count += 1) await world.github.redeliver(comment?.id ?? 0)
  await world.settled()
  const { repairs, runs, healings } = await seen(world, repository, broken)
  expect({ repairs: repairs.length, runs: runs.length, healings }).toMatchObject({ repairs: 1, runs: 2, healings: [{ generation: 2 }] })
  const text = repository.fixture.head.get(TESTS) ?? ''
  const whole = text.replace(QUOTE.before, QUOTE.after).replace(RATE.before, RATE.after)
  expect(await branchText(repository, repairs[0]?.headRef ?? '')).toBe(whole)
  // the runs that were reported showed no more than that it passes and fails without the change
  expect(repairs[0]?.body).toContain('**No run has shown these of the new expectations:**\n\n- coverage kept: no run told of it')
})

test('who accepts what points to a bug by its name does so with the evidence beside their name', async () => {
  const { repository, broken } = await proposed('sure', [QUOTE, SUSPECT])
  const { comment } = await say(repository, broken, '/heal accept T1')
  const [repair] = (await seen(world, repository, broken)).repairs
  expect(repair?.body).toContain(`issuecomment-${comment.id}) accepted this although Suture finds signs of a bug.**`)
  expect(repair?.body).toContain(`- \`${SUSPECT.testId}\`: The product looks broken.`)
})

test('all takes everything that points to no bug', async () => {
  const { repository, broken } = await proposed('all', [QUOTE, SUSPECT])
  const { comments } = await seen(world, repository, broken)
  // the test that points to a bug comes first, and no line accepts it
  expect(comments[0]?.body.match(/\/heal accept T\d/g)).toEqual(['/heal accept T2'])
  await say(repository, broken, '/heal accept all')
  const [repair] = (await seen(world, repository, broken)).repairs
  const text = repository.fixture.head.get(TESTS) ?? ''
  expect(await branchText(repository, repair?.headRef ?? '')).toBe(text.replace(QUOTE.before, QUOTE.after))
})

test('nothing is done without write access, for an unknown id, on an edited comment', async () => {
  const { repository, broken } = await proposed('no')
  const runs = () => world.reports.jobs.filter((job) => job.repository === repository.repo).length
  expect(runs()).toBe(1)
  const stranger = await say(repository, broken, '/heal accept T1', 'stranger')
  expect(stranger.last).toContain('commands are taken from people with write access')
  await say(repository, broken, '/heal accept all', 'stranger')
  const { comments } = await seen(world, repository, broken)
  expect(comments.filter(({ body }) => body.includes('suture:refusal'))).toHaveLength(1)
  const unknown = await say(repository, broken, '/heal accept T9')
  expect(unknown.last).toContain('There is no T9 in the newest answer on this page. Proposed are:')
  expect(unknown.comment.reactions.map(({ content }) => content)).toEqual(['eyes', 'confused'])
  expect(runs()).toBe(1)
  expect((await seen(world, repository, broken)).repairs).toEqual([])
})

test('where the branch has moved on, it is said what changed', async () => {
  const { repository, broken } = await proposed('moved')
  await repository.push({
    branch: broken.pull.headRef,
    from: broken.pull.headRef,
    message: 'More',
    files: { [TESTS]: '# rewritten\n', 'README.md': 'more\n' },
  })
  const { last } = await say(repository, broken, '/heal accept T1')
  expect(last).toMatch(
    /is for `[0-9a-f]{7}`, and the branch is at `[0-9a-f]{7}` now\. Between them 2 files changed, among them `tests\/test_parcels\.py`/,
  )
  expect((await seen(world, repository, broken)).runs).toHaveLength(1)
})

test('a branch that moves on while a proposal is checked again gets no pull request, and who accepted is told', async () => {
  const { repository, broken } = await proposed('overtaken', [RATE])
  world.reports.leave(async (job) => {
    await repository.push({ branch: broken.pull.headRef, from: broken.pull.headRef, message: 'More', files: { 'README.md': 'more\n' } })
    return { report: proposalReport(repository.fixture.head, job, [RATE]) }
  })
  const { last } = await say(repository, broken, '/heal accept T1')
  expect(last).toContain('Nothing came of this acceptance: the branch moved on')
  expect((await seen(world, repository, broken)).repairs).toEqual([])
})

test('on the pull request of a fork nothing runs, and nothing can be accepted', async () => {
  const repository = await world.addRepository('pytest-values-in-place', { name: 'forked' })
  const { breaking, name, repo } = repository
  await world.github.createFork(repo, 'stranger')
  const sha = await world.github.pushCommit({ ...breaking, repo: `stranger/${name}` })
  const pull = await world.github.openPull({ repo, head: `stranger:${breaking.branch}`, title: 'Other rates', user: 'stranger' })
  await repository.ci(pull, {
    log: pytestLog([{ testId: RATE.testId, error: 'assert 1_300 == 1_250' }]),
    headRepository: `stranger/${name}`,
  })
  await world.settled()
  const { last, comment } = await say(repository, { pull, sha } as Broken, '/heal accept T1')
  expect(last).toContain('Suture never runs commits of forks')
  expect(comment.reactions.map(({ content }) => content)).toEqual(['eyes', 'confused'])
  expect(await seen(world, repository, { pull, sha })).toMatchObject({ repairs: [], runs: [] })
})

test('what comes out differently in the second run is not offered, and who accepted is told what changed', async () => {
  const { repository, broken } = await proposed('different', [RATE])
  world.reports.leave((job) => ({ report: proposalReport(repository.fixture.head, job, [{ ...RATE, after: '1_350' }]) }))
  const { last, sticky } = await say(repository, broken, '/heal accept T1')
  expect(last).toContain('was `1_250` → `1_300`; run again, the tests ask for `1_250` → `1_350`')
  expect(sticky).toContain('write `/heal accept T1`')
  expect((await seen(world, repository, broken)).repairs).toEqual([])
})

test('a repository that only wants suggestions gets the patch', async () => {
  const { repository, broken } = await proposed('suggest', [RATE], { settings: 'mode: suggest\n' })
  const { sticky } = await say(repository, broken, '/heal accept T1')
  expect((await seen(world, repository, broken)).repairs).toEqual([])
  expect(sticky).toContain('accepted it as intended. The patch is below.')
})
