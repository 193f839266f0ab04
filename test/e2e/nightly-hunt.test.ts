import { afterAll, beforeAll, expect, test } from 'vitest'
import { Settings } from '../../src/config/settings.ts'
import type { HuntJob } from '../../src/protocol/hunt-job.ts'
import type { HuntReport } from '../../src/protocol/hunt-report.ts'
import { listJobs } from '../../src/server/jobs/index.ts'
import { fixtureReport } from '../support/world/fixture-report.ts'
import { pytestLog } from '../support/world/pytest-log.ts'
import type { Left } from '../support/world/report-run.ts'
import type { WorldRepository } from '../support/world/repository.ts'
import { startWorld, type World } from '../support/world.ts'

const SETTINGS = 'FLAKY_NIGHTLY: true\nFLAKY_NIGHTLY_MINUTES: 4\nFLAKY_MIN_RUNS: 2\n'
const TEST = 'tests/test_inventory.py::test_takes_pieces'
const ROWS = `SELECT h.state, h.reason, h.summary, h.day, (SELECT json_agg(f.finding ORDER BY f.test_id) FROM flaky_finding f
  WHERE f.repository_id = h.repository_id AND f.hunt_id = h.hunt_id) AS findings
FROM hunt h JOIN repository r USING (repository_id) WHERE r.full_name = $1 ORDER BY h.created_at`

type Row = {
  readonly state: string
  readonly reason: string | null
  readonly summary: HuntReport | null
  readonly findings: HuntReport['findings'] | null
}

let world: World
/** What the server's clock does at its hour. */
let night: () => Promise<void>

beforeAll(async () => {
  world = await startWorld({ roles: null })
  const server = await world.start()
  night = async () => {
    await server.history.transaction((database) => server.queue.send(database, 'plan-hunts', {}))
    await expect
      .poll(
        async () =>
          (await world.watch.rows('SELECT 1 FROM pgboss.job WHERE name = $1 AND state <> $2', ['plan-hunts', 'completed'])).length,
        { timeout: 30_000 },
      )
      .toBe(0)
    await world.settled()
  }
})
afterAll(() => world.stop())

/** Its CI has run lately. */
async function repositoryOf(name: string, settings = SETTINGS): Promise<WorldRepository> {
  const repository = await world.addRepository('pytest-renamed-method', { name, settings })
  const sha = await repository.state.git('rev-parse', 'main')
  await repository.ci({ sha, branch: 'main' }, { log: 'all is well', conclusion: 'success' })
  await world.settled()
  return repository
}

const hunts = ({ repo }: WorldRepository) => world.watch.rows<Row>(ROWS, [repo])

const FINDING = {
  ...{ testId: TEST, score: 1, interval: [0.1, 0.4], runs: 20, failed: 5, failureTypes: ['assertion_failed'], messages: ['assert 2 == 1'] },
  ...{ causes: [{ cause: 'time', evidence: 'it failed in 5 of 5 runs at another time' }], action: 'give the code its clock' },
} satisfies HuntReport['findings'][number]

function reportOf(job: HuntJob, more: Partial<HuntReport> = {}): HuntReport {
  return {
    ...{
      protocol: 2,
      hunt: job.hunt,
      nonce: job.nonce,
      runnerVersion: '0.1.0',
      findings: [FINDING],
      moreFindings: 0,
      broken: [],
      stable: 2,
    },
    ...{ runs: 60, machines: 5, machineMs: 4_000, notTried: [], error: null },
    ...more,
  }
}

test('the hour is the one that FLAKY_NIGHTLY_HOUR names', () => {
  const crons = listJobs(Settings.parse({ FLAKY_NIGHTLY_HOUR: 5 })).flatMap(({ name, cron }) => (name === 'plan-hunts' ? cron : []))
  expect(crons).toEqual(['11 5 * * *'])
})

const FORGERIES: readonly (readonly [name: string, leave: (job: HuntJob) => Left, reason: RegExp])[] = [
  ['other-hunt', (job) => ({ report: reportOf(job, { hunt: '7e57ab1e-0000-4000-8000-000000000000' }) }), /belongs to another job/],
  ['bomb', () => ({ entries: [['report.json', `"${'x'.repeat(5_000_001)}"`]] }), /ratio is suspicious/],
  ['cancelled', () => 'cancelled', /cancelled/],
]

test('a night asks for what is wanted, stores what counts, and searches no commit twice', async () => {
  world.reports.leaveHunt((job) => FORGERIES.find(([name]) => job.repository.endsWith(`/${name}`))?.[1](job) ?? { report: reportOf(job) })
  const shop = await repositoryOf('shop')
  const quiet = await repositoryOf('quiet', 'mode: pr\n')
  const forged = await Promise.all(FORGERIES.map(([name]) => repositoryOf(name)))
  await world.settled()
  await night()
  expect(await hunts(quiet)).toEqual([])
  expect(await hunts(shop)).toMatchObject([
    { state: 'done', reason: null, summary: { machines: 5, machineMs: 4_000 }, findings: [FINDING] },
  ])
  const settings = { minRuns: 2, maxRuns: 50, threshold: 0.3 }
  expect(world.reports.hunts).toContainEqual(
    expect.objectContaining({ repository: shop.repo, budgetMinutes: 4, legs: [1, 2, 3, 4], settings: expect.objectContaining(settings) }),
  )
  for (const [index, [name, , reason]] of FORGERIES.entries())
    expect(await hunts(forged[index] ?? quiet), name).toMatchObject([
      { state: 'failed', reason: expect.stringMatching(reason), findings: null, summary: null },
    ])
  await world.watch.rows("UPDATE hunt SET day = '2000-01-01'")
  world.reports.leaveHunt((job) => ({ report: reportOf(job) }))
  await night()
  expect(await hunts(shop)).toHaveLength(1)
  expect(await hunts(forged[0] ?? quiet)).toMatchObject([{ state: 'failed' }, { state: 'done' }])
})

test('the next pull request that meets the flake reads in its one comment what the night found out', async () => {
  const shop = await repositoryOf('corner-shop')
  world.reports.leaveHunt((job) => ({ report: reportOf(job) }))
  await night()
  world.reports.leave(async (job) => {
    const report = await fixtureReport(shop.fixture, job, 'flaky')
    return { report }
  })
  const log = pytestLog([{ testId: TEST, error: 'AssertionError: assert 2 == 1' }])
  const { pull } = await shop.breakIt({ log }, { branch: 'docs', message: 'Say more', files: { 'README.md': 'More.\n' } })
  await world.settled()
  const comments = shop.state.comments.filter(({ user, number }) => user === 'suture[bot]' && number === pull.number)
  expect(comments).toHaveLength(1)
  const [{ body } = { body: '' }] = comments
  expect(body).toContain(`**Known to be flaky: T1 \`${TEST}\`.** This failure went away on the same code.`)
  expect(body).toContain('Cause: *time*, as a search on')
  expect(body).toContain('it failed in 5 of 5 runs at another time')
  expect(body).toMatch(/- ✗ failed in 1 of 1 run in CI/)
  expect(body).toContain('What to do: give the code its clock; until then `/quarantine T1 reason: …`')
})
