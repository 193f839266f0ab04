import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { HealReport } from '../../../../src/protocol/heal-report.ts'
import { fixtureReport } from '../../../support/world/fixture-report.ts'
import { pytestLog } from '../../../support/world/pytest-log.ts'
import { type Scene, startScene } from './scene.ts'

let scene: Scene
let aheadMs = 0
beforeAll(async () => {
  scene = await startScene({ replacements: { now: () => new Date(Date.now() + aheadMs) } })
})
afterAll(() => scene.world.stop())

let count = 0
async function startBreaking() {
  count += 1
  // another value each time: two healings of one failure are the most
  const log = pytestLog(
    scene.repository.fixture.failing.map((testId) => ({ testId, error: `AttributeError: it has no such attribute ${count}` })),
  )
  return scene.repository.breakIt({ log }, { branch: `change-${count}` })
}

async function breakIt() {
  const broken = await startBreaking()
  await scene.world.settled()
  const [check] = scene.checks(broken.sha)
  const offered = scene.pulls().filter(({ baseRef }) => baseRef === broken.pull.headRef)
  return { ...broken, check, offered, state: (await scene.states()).at(-1) }
}

const forged = (change: (report: HealReport) => HealReport) =>
  scene.world.reports.leave(async (job) => ({ report: change(await fixtureReport(scene.repository.fixture, job)) }))
/** Each edit, of another file. */
const moved = (path: string) => (report: HealReport) => ({
  ...report,
  candidates: report.candidates.map((one) => ({ ...one, edits: one.edits.map((edit) => ({ ...edit, file: path })) })),
})

test.each<readonly [string, (report: HealReport) => HealReport, RegExp]>([
  ['product code', moved('depot/inventory.py'), /not a test file|not part/],
  ['a workflow', moved('.github/workflows/ci.yml'), /no test framework/],
  ['a path that climbs out', moved('../tests/test_inventory.py'), /not a path inside/],
  ['another healing', (report) => ({ ...report, nonce: 'f'.repeat(32) }), /another job/],
])('a report that touches %s is not taken, and that is said', async (_what, change, reason) => {
  forged(change)
  const { check, offered, state } = await breakIt()
  expect(offered).toEqual([])
  expect(check).toMatchObject({ status: 'completed', conclusion: 'neutral' })
  expect(state).toEqual({ state: 'failed', reason: expect.stringMatching(reason) })
})

test('a tier that its own diff contradicts is recomputed: nothing is offered', async () => {
  forged((report) => ({
    ...report,
    candidates: report.candidates.map((one) => ({ ...one, edits: one.edits.map((edit) => ({ ...edit, replacement: 'len' })) })),
  }))
  const { check, offered, state } = await breakIt()
  expect(offered).toEqual([])
  expect(state).toEqual({ state: 'done', reason: null })
  expect(check?.output.summary).toContain('Not repaired:')
  const repairs = await scene.world.watch.rows('SELECT tier, offered FROM repair ORDER BY created_at DESC LIMIT 1')
  expect(repairs).toEqual([{ tier: 'C', offered: false }])
})

test('a run that leaves no report fails the healing with the reason', async () => {
  scene.world.reports.leave(() => 'nothing')
  const { check, state } = await breakIt()
  expect(state).toEqual({ state: 'failed', reason: 'the run uploaded no report' })
  expect(check).toMatchObject({ conclusion: 'neutral', output: { summary: expect.stringContaining('the run uploaded no report') } })
})

test('an archive that is no zip, or a bomb, fails it as well', async () => {
  scene.world.reports.leave(() => ({ archive: Buffer.from('not a zip') }))
  expect((await breakIt()).state).toEqual({ state: 'failed', reason: expect.stringMatching(/could not be unpacked/) })
  scene.world.reports.leave(() => ({ entries: [['report.json', ' '.repeat(20_000_000)]] }))
  expect((await breakIt()).state).toEqual({ state: 'failed', reason: expect.stringMatching(/compression ratio is suspicious/) })
})

test('a report in the archive of an honest run is still taken afterwards', async () => {
  forged((report) => report)
  const { offered, state } = await breakIt()
  expect(offered).toHaveLength(1)
  expect(state).toEqual({ state: 'done', reason: null })
})

test('a run that somebody cancels fails the healing with the reason', async () => {
  scene.world.reports.leave(() => 'cancelled')
  const { check, offered, state } = await breakIt()
  expect(offered).toEqual([])
  expect(state).toEqual({ state: 'failed', reason: 'the run was cancelled' })
  expect(check).toMatchObject({ conclusion: 'neutral', output: { summary: expect.stringContaining('the run was cancelled') } })
})

test('a run that is silent for six hours is cancelled, and fails the healing with the reason', async () => {
  const { world, repository } = scene
  let isCancelled = false
  world.reports.leave(
    (_job, cancelled) =>
      new Promise((resolve) =>
        cancelled.addEventListener('abort', () => {
          isCancelled = true
          resolve('cancelled')
        }),
      ),
  )
  const { sha } = await startBreaking()
  await vi.waitFor(async () => expect((await scene.states()).at(-1)?.state).toBe('running'), { timeout: 50_000, interval: 50 })
  const look = () =>
    world.watch.rows("UPDATE pgboss.job SET start_after = now() WHERE name = 'poll-run' AND state = 'created' RETURNING id")
  aheadMs = 5.9 * 3_600_000
  await look()
  await vi.waitFor(async () => expect(await look()).not.toEqual([]), { timeout: 50_000, interval: 200 })
  expect((await scene.states()).at(-1)).toEqual({ state: 'running', reason: null })
  aheadMs = 6.1 * 3_600_000
  await vi.waitFor(
    async () => {
      await look()
      expect(isCancelled).toBe(true)
    },
    { timeout: 50_000, interval: 200 },
  )
  await world.settled()
  expect((await scene.states()).at(-1)).toEqual({ state: 'failed', reason: 'the run did not end within six hours' })
  expect(scene.checks(sha)).toMatchObject([{ status: 'completed', conclusion: 'neutral' }])
  expect(repository.state.workflowRuns.at(-1)).toMatchObject({ conclusion: 'cancelled' })
})
