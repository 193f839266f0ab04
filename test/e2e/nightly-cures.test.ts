import { afterAll, beforeAll, expect, test } from 'vitest'
import { unifiedPatch } from '../../src/engine/repair/patch.ts'
import type { HuntJob } from '../../src/protocol/hunt-job.ts'
import type { ClaimedCure, HuntReport } from '../../src/protocol/hunt-report.ts'
import { curesOf, DAY, huntedResult } from '../support/flakes/cures-of.ts'
import { flakes } from '../support/flakes/index.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

const FLAKE = flakes.find(({ name }) => name === 'pytest-attribute-assigned')
if (FLAKE === undefined) throw new Error('the flake is there')
const OTHER = 'tests/test_b.py'
const settings = (more: string) => `FLAKY_NIGHTLY: true\nFLAKY_CURE: true\n${more}`
/** The same flake in other words: another night's cure of the same cause. */
const MOVED = { ...FLAKE, files: { ...FLAKE.files, [OTHER]: `"""Prices without tax."""\n\n${FLAKE.files[OTHER]}` } }

let world: World
let nights = 0
let shop: WorldRepository
let night: () => Promise<void>

beforeAll(async () => {
  world = await startWorld({ roles: null })
  const server = await world.start()
  night = async () => {
    nights += 1
    await world.watch.rows(`UPDATE hunt SET day = '2000-01-0${nights}' WHERE day NOT LIKE '2000%'`)
    await server.history.transaction((database) => server.queue.send(database, 'plan-hunts', {}))
    const waiting = () => world.watch.rows("SELECT 1 FROM pgboss.job WHERE name = 'plan-hunts' AND state <> 'completed'")
    await expect.poll(async () => (await waiting()).length, { timeout: 30_000 }).toBe(0)
    await world.settled()
  }
})
afterAll(() => world.stop())

async function repositoryOf(name: string, text: string): Promise<WorldRepository> {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings: text, files: FLAKE?.files ?? {} })
  await green(repository)
  return repository
}

async function green(repository: WorldRepository): Promise<void> {
  const sha = await repository.state.git('rev-parse', 'main')
  await repository.ci({ sha, branch: 'main' }, { log: 'all is well', conclusion: 'success' })
  await world.settled()
}

/** What the runner says of the flake once it has cured it. */
async function reportOf(job: HuntJob, flake = FLAKE, change: Partial<ClaimedCure> = {}): Promise<HuntReport> {
  if (flake === undefined) throw new Error('the flake is there')
  const { reviewed } = await curesOf(flake)
  const [{ candidate, review } = { candidate: null, review: null }] = reviewed
  if (candidate === null || review === null) throw new Error('the flake has a cure')
  const { rootCauses, failurePlaces } = huntedResult(flake)
  const passed = ['clean-runs', 'passes-alone', 'coverage-kept'].map((name) => ({
    name,
    outcome: 'passed' as const,
    detail: `${name} held`,
  }))
  const strength = { name: 'strength-maintained', outcome: 'not_run' as const, detail: 'no line of the product is reached' }
  const cure: ClaimedCure = {
    ...{
      framework: 'pytest',
      name: candidate.name,
      strategy: candidate.strategy,
      why: candidate.why,
      day: DAY,
      patch: unifiedPatch(review.files),
    },
    ...{
      checks: [...passed, strength],
      cleanRuns: { runs: 5, needed: 5, rate: 1, condition: `after ${OTHER}::test_without_tax` },
      ...change,
    },
  }
  return {
    ...{ protocol: 2, hunt: job.hunt, nonce: job.nonce, runnerVersion: '0.1.0', moreFindings: 0, broken: [], stable: 2 },
    ...{ runs: 60, machines: 6, machineMs: 4_000, notTried: [], error: null },
    findings: [
      {
        ...{
          testId: flake.test,
          score: 1,
          interval: [0.1, 0.4],
          runs: 20,
          failed: 5,
          failureTypes: ['assertion_failed'],
          messages: ['assert 100 == 120'],
        },
        ...{
          causes: rootCauses.map((one) => ({ ...one, evidence: 'it failed in 3 of 3 runs after that test' })),
          action: 'put back what it sets',
        },
        ...{ places: failurePlaces ?? [], cure },
      },
    ],
  }
}

const cures = ({ state }: WorldRepository) => state.pulls.filter(({ headRef }) => headRef.startsWith('suture/cure/'))
const STORED = `SELECT f.cure FROM flaky_finding f JOIN repository r USING (repository_id) WHERE r.full_name = $1 ORDER BY f.at`
const stored = async ({ repo }: WorldRepository) =>
  (await world.watch.rows<{ cure: Readonly<Record<string, unknown>> | null }>(STORED, [repo])).map(({ cure }) => cure)

/** A patch of the product, which no cure makes. */
const FORGED = 'diff --git a/shop.py b/shop.py\n--- a/shop.py\n+++ b/shop.py\n@@ -1,1 +1,1 @@\n-tax = 20\n+tax = 0\n'

test('a cure of the night is offered as the settings say, and only where the server makes the same edits itself', async () => {
  world.reports.leaveHunt(async (job) => ({
    report: await reportOf(job, FLAKE, job.repository.endsWith('/forged') ? { patch: FORGED } : {}),
  }))
  shop = await repositoryOf('shop', settings('mode: pr\n'))
  const forged = await repositoryOf('forged', settings('mode: pr\n'))
  const suggests = await repositoryOf('suggests', settings('mode: suggest\n'))
  const without = await repositoryOf('without', 'FLAKY_NIGHTLY: true\nmode: pr\n')
  await night()
  expect(Object.fromEntries(world.reports.hunts.map(({ repository, cure }) => [repository, cure]))).toMatchObject({
    'example/shop': true,
    'example/without': false,
  })
  const [pull, ...others] = cures(shop)
  expect(others).toEqual([])
  expect(pull).toMatchObject({ state: 'open', baseRef: 'main', title: 'Cure 1 flaky test: order dependent' })
  const head = pull?.headRef ?? ''
  expect(await shop.state.git('diff', '--name-only', `main...${head}`)).toBe(OTHER)
  expect(await shop.state.git('show', `${head}:${OTHER}`)).toContain('monkeypatch.setattr(shop, "tax", 0)')
  for (const words of [
    `what spoils it: \`${OTHER}::test_without_tax\``,
    '+    monkeypatch.setattr(shop, "tax", 0)',
    '| 5 of 20 (10 % to 40 %) |',
    '| 100 % | 0 of 5 | 5 |',
    '- the same values compared: passed',
    "The runner's word",
    '- strength kept: not run',
    'Suture will not offer a cure of this test for this cause again',
  ])
    expect(pull?.body).toContain(words)
  expect([forged, suggests, without].flatMap(cures)).toEqual([])
  expect(await stored(forged)).toMatchObject([{ pullNumber: null, refused: 'its edits do not follow from the texts of the commit' }])
  expect(await stored(suggests)).toMatchObject([{ pullNumber: null, patch: expect.stringContaining('monkeypatch') }])
  expect(await stored(without)).toEqual([null])

  // who meets the flake reads of its cure
  world.reports.leave(() => 'nothing')
  const log = pytestLog([{ testId: FLAKE.test, error: 'AssertionError: assert 100 == 120' }])
  const { pull: meets } = await suggests.breakIt({ log }, { branch: 'docs', message: 'Say more', files: { 'README.md': 'More.\n' } })
  await world.settled()
  const [comment] = suggests.state.comments.filter(({ number }) => number === meets.number)
  expect(comment?.body).toContain('A cure of it was made and tried; the edit:')
  expect(comment?.body).toContain('+    monkeypatch.setattr(shop, "tax", 0)')
})

test('the newest cure of a cause stands, a green branch leaves it alone, and closing it is a no that is remembered', async () => {
  // as the test before has left it
  await shop.push({ branch: 'main', message: 'Say what these are', files: { [OTHER]: MOVED.files[OTHER] ?? '' } })
  await green(shop)
  expect(cures(shop)).toMatchObject([{ state: 'open' }])
  world.reports.leaveHunt(async (job) => ({ report: await reportOf(job, MOVED) }))
  await night()
  const [old, now, ...more] = cures(shop)
  expect(more).toEqual([])
  expect([old?.state, now?.state]).toEqual(['closed', 'open'])
  expect(shop.state.comments.filter(({ number }) => number === old?.number)).toMatchObject([
    { body: expect.stringContaining(`#${now?.number} takes its place`) },
  ])

  await world.github.closePull(shop.repo, now?.number ?? 0, 'mona')
  await world.settled()
  await shop.push({ branch: 'main', message: 'Nothing of it', files: { 'README.md': 'more\n' } })
  await green(shop)
  await night()
  expect(cures(shop)).toHaveLength(2)
  expect((await stored(shop)).at(-1)).toMatchObject({ refused: 'somebody closed a pull request with a cure of it' })
})
