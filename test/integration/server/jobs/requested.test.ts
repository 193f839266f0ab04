import { afterAll, beforeAll, expect, test } from 'vitest'
import { issueToken } from '../../../../src/server/api/access/issue-token.ts'
import type { RunningServer } from '../../../../src/server/create-server.ts'
import { findRepositoryByName } from '../../../../src/server/history/access/visible-repository.ts'
import { type Description, openDescription } from '../../../support/api/described.ts'
import { type Scene, startScene } from './scene.ts'

const TEST = 'tests/test_inventory.py::test_takes_pieces'
let scene: Scene
let server: RunningServer
let described: ReturnType<typeof openDescription>

beforeAll(async () => {
  scene = await startScene()
  server = await scene.world.start({ intake: true, jobs: false })
  const description = await fetch(`http://127.0.0.1:${server.port}/api/v1/openapi.json`)
  described = openDescription((await description.json()) as Description)
})
afterAll(() => scene.world.stop())

async function tokenOf(mayWrite: boolean): Promise<string> {
  const repository = await findRepositoryByName(server.history.database, scene.repository.repo)
  const order = { repositoryId: repository?.id ?? 0, name: 'ci', mayWrite, days: 1, by: 'mona', now: new Date() }
  return (await issueToken(server.history, order)).secret
}

async function ask(path: string, token: string, body?: object) {
  const address = `http://127.0.0.1:${server.port}${path}`
  const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }
  const method = body ? 'POST' : 'GET'
  const response = await fetch(address, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
  const answer = (await response.json()) as Record<string, unknown>
  expect(described.faults(method, address, response.status, answer)).toEqual([])
  return { status: response.status, body: answer, location: response.headers.get('location') ?? '' }
}

test('a healing that is asked for runs again, as the request narrows it, and its result is what the command line gives', async () => {
  await scene.repository.breakIt()
  await scene.world.settled()
  const healings = `/api/v1/repositories/${scene.repository.repo}/healings`
  const writes = await tokenOf(true)
  const request = {
    testFailures: [{ testId: TEST }],
    autoRepair: false,
    detectFlaky: false,
    maxRepairAttempts: 1,
    confidenceThreshold: 0.1,
  }
  expect(await ask(healings, await tokenOf(false), request)).toMatchObject({ status: 403, body: { code: 'no_write_access' } })
  expect(await ask(healings, writes, { testFailures: [{ testId: 'none' }] })).toMatchObject({ status: 404 })
  expect(await ask(healings, writes, { testFailures: [], optimize: true })).toMatchObject({ status: 400 })
  expect(await ask(healings, writes, { testFailures: 'all' })).toMatchObject({ status: 400 })

  const pulls = scene.pulls().length
  const started = await ask(healings, writes, request)
  expect(started).toMatchObject({ status: 202, body: { generation: 2 }, location: `${healings}/${started.body['id']}` })
  expect(await ask(healings, writes, request)).toMatchObject({ status: 202, location: started.location }) // it is at work already
  expect((await ask(started.location, writes)).body).toMatchObject({ id: started.body['id'] })
  await scene.world.settled()

  const [, job] = scene.jobs()
  expect(job).toMatchObject({
    generation: 2,
    tests: [TEST],
    settings: { detectFlaky: false, maxRepairAttempts: 1, confidenceThreshold: 0.7 },
  })
  const { body } = await ask(started.location, writes)
  expect(body).toMatchObject({
    state: 'done',
    result: {
      ...{
        schemaVersion: 1,
        totalFailures: 2,
        successfulRepairs: 1,
        repairSuccessRate: 0.5,
        patch: expect.stringContaining('+++ b/tests/'),
      },
      analyses: expect.arrayContaining([
        expect.objectContaining({ verdict: 'obsolete_test', failure: expect.objectContaining({ testId: TEST, testFramework: 'pytest' }) }),
        expect.objectContaining({ verdict: 'unknown' }), // the one that nobody asked for
      ]),
      repairs: [{ tier: 'A', accepted: true, failureAnalysis: 0, testIds: [TEST] }],
    },
  })
  expect(scene.pulls().filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(pulls) // no further pull request was opened
  const [audited] = await server.history.database.$queryRaw<{ actor: string }[]>`SELECT actor FROM audit WHERE action = 'heal'`
  expect(audited?.actor).toMatch(/^token [0-9a-f-]{36}$/)
})
