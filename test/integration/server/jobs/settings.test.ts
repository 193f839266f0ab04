import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { upsertRepository } from '../../../../src/server/history/repositories.ts'
import { saveExecutions } from '../../../../src/server/history/test-executions.ts'
import type { World } from '../../../support/world.ts'
import { addScene, startScene } from './scene.ts'

const DAY_MS = 86_400_000
let world: World
beforeAll(async () => {
  const settings = { LIMIT_HEALING_MAX_REPAIR_ATTEMPTS: '4', HISTORY_RETENTION_DAYS: '30' }
  ;({ world } = await startScene({ settings }))
})
afterAll(() => world.stop())

async function broken(name: string, settings: string) {
  const scene = await addScene(world, name, settings)
  world.github.setCollaborator(scene.repository.repo, 'mona', 'write')
  const { pull, sha } = await scene.repository.breakIt()
  await world.settled()
  return { scene, pull, sha, body: () => scene.comments(pull.number).at(-1)?.body ?? '' }
}

test('without HEALING_AUTO_REPAIR the patch is shown, and opened once somebody asks', async () => {
  const { scene, pull, body } = await broken('asking', 'HEALING_AUTO_REPAIR: false\n')
  expect(scene.pulls()).toEqual([])
  expect(body()).toContain('```diff')
  await scene.repository.comment(pull.number, '/heal', 'mona')
  await world.settled()
  expect(scene.pulls()).toMatchObject([{ state: 'open', baseRef: pull.headRef }])
})

test('a repair below HEALING_CONFIDENCE_THRESHOLD is not offered', async () => {
  const { scene, body } = await broken('certain', 'HEALING_CONFIDENCE_THRESHOLD: 1\n')
  expect(scene.jobs()).toMatchObject([{ settings: { confidenceThreshold: 1 } }])
  expect(scene.pulls()).toEqual([])
  expect(body()).not.toContain('```diff')
})

test("HEALING_MAX_REPAIR_ATTEMPTS reaches the runner within the server's limit, which is said", async () => {
  const { scene, body } = await broken('trying', 'HEALING_MAX_REPAIR_ATTEMPTS: 7\n')
  expect(scene.jobs()).toMatchObject([{ settings: { maxRepairAttempts: 4 } }])
  expect(body()).toMatch(/HEALING\\?_MAX\\?_REPAIR\\?_ATTEMPTS: this server allows 4\./)
})

test('HEALING_WAIT_MINUTES says how long other checks are waited for', async () => {
  const { scene } = await broken('waiting', 'HEALING_WAIT_MINUTES: 0.1\n')
  const query = `SELECT extract(epoch FROM wait_until - healing.created_at)::float AS seconds FROM healing JOIN repository USING (repository_id)
    WHERE full_name = $1`
  const [row] = await world.watch.rows<{ seconds: number }>(query, [scene.repository.repo])
  expect(row?.seconds).toBeGreaterThan(5)
  expect(row?.seconds).toBeLessThan(7)
})

test('with HEALING_MAX_PER_DAY used up, nothing is run', async () => {
  const { scene, body } = await broken('resting', 'HEALING_MAX_PER_DAY: 0\n')
  expect(scene.jobs()).toEqual([])
  expect(body()).toMatch(/day/)
})

test('a quarantine without a date holds for QUARANTINE_DAYS', async () => {
  const { scene, pull } = await broken('patient', 'QUARANTINE_DAYS: 3\nmode: observe\n')
  await scene.repository.comment(pull.number, `/quarantine \`${scene.repository.fixture.failing[0]}\` reason: later`, 'mona')
  await world.settled()
  const [row] = await world.watch.rows<{ days: number }>(
    'SELECT extract(epoch FROM expires_at - now())::float / 86400 AS days FROM quarantine JOIN repository USING (repository_id) WHERE full_name = $1',
    [scene.repository.repo],
  )
  expect(row?.days).toBeGreaterThan(2)
  expect(row?.days).toBeLessThan(4)
})

test('executions are kept for HISTORY_RETENTION_DAYS', async () => {
  const { history, queue } = await world.start({ intake: false, jobs: true })
  const repository = { id: 77, installationId: 1, fullName: 'o/kept', defaultBranch: 'main', isPrivate: false }
  await upsertRepository(history.database, repository, new Date())
  const testCase = { framework: 'pytest', testId: 'a.py::test', file: 'a.py', suite: '', name: 'test', parameters: null }
  const execution = { test: testCase, job: 'test', variant: '', repetition: 0, outcome: 'passed', durationMs: 1, source: 'log' } as const
  for (const [ciRunId, days] of [
    [1, 20],
    [2, 40],
  ] as const)
    await saveExecutions(history.database, { repositoryId: 77, ciRunId, attempt: 1, at: new Date(Date.now() - days * DAY_MS) }, [execution])
  await history.transaction((database) => queue.send(database, 'maintain', {}))
  const kept = () => world.watch.rows('SELECT ci_run_id::int AS run FROM test_execution WHERE repository_id = 77')
  await vi.waitFor(async () => expect(await kept()).toEqual([{ run: 1 }]), { timeout: 60_000, interval: 250 })
})
