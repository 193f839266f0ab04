import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newPredictor } from '../../../src/engine/history/prediction/predictor.ts'
import { savePredictor } from '../../../src/engine/history/prediction/saved-predictor.ts'
import type { StaleAnswer } from '../../../src/protocol/stale-answer.ts'
import { issueToken } from '../../../src/server/api/access/issue-token.ts'
import type { RunningServer } from '../../../src/server/create-server.ts'
import { revokeApiToken } from '../../../src/server/history/access/api-tokens.ts'
import { joinHealing } from '../../../src/server/history/healings/join-healing.ts'
import { upsertInstallation } from '../../../src/server/history/installations.ts'
import { aggregate, setUncounted } from '../../../src/server/history/periods/aggregate.ts'
import { savePredictions, scoreFailures } from '../../../src/server/history/predictions/predictions.ts'
import { storePredictor } from '../../../src/server/history/predictions/predictors.ts'
import { giveQuarantine } from '../../../src/server/history/quarantines.ts'
import { removeRepositories } from '../../../src/server/history/repositories.ts'
import { changeStaleLook, createStaleLook } from '../../../src/server/history/stale-looks.ts'
import { saveExecutions } from '../../../src/server/history/test-executions.ts'
import { type Description, openDescription, PEOPLE_ONLY } from '../../support/api/described.ts'
import { startServer } from '../../support/server-under-test.ts'
import { newHealing, storeRun } from '../../support/stored-run.ts'

const NOW = new Date('2026-11-20T12:00:00Z')
let server: RunningServer
let described: ReturnType<typeof openDescription>
const tokens = { reads: '', other: '', expired: '', revoked: '' }

beforeAll(async () => {
  server = await startServer({ now: () => NOW }, { requestsPerMinute: 60 }, { intake: true, jobs: false })
  const { database } = server.history
  const app = { id: 7, accountLogin: 'octo', accountType: 'Organization', permissions: {}, events: [], suspendedAt: null }
  await upsertInstallation(database, app, NOW)
  const run = await storeRun(database)
  await storeRun(database, { repositoryId: 2 })
  await saveExecutions(database, { repositoryId: 1, ciRunId: 10, attempt: 1, at: run.startedAt }, 'a,b,c,d,e'.split(',').map(execution))
  await server.history.database.$executeRaw`UPDATE ci_run SET ingested_at = ${NOW}`
  await setUncounted(database, run)
  await aggregate(server.history, 1, 'daily', NOW, new AbortController().signal)
  await server.history.transaction((transaction) => joinHealing(transaction, newHealing()))
  await giveQuarantine(database, QUARANTINE)
  const issue = async (repositoryId: number, days = 30, name = 'ci') =>
    issueToken(server.history, { repositoryId, name, mayWrite: false, days, by: 'octocat', now: NOW })
  tokens.reads = (await issue(1)).secret
  tokens.other = (await issue(2)).secret
  tokens.expired = (await issue(1, -1)).secret
  const { secret, token } = await issue(1)
  tokens.revoked = secret
  await revokeApiToken(database, 1, token.id, 'octocat', NOW)
  const description = await fetch(`http://127.0.0.1:${server.port}/api/v1/openapi.json`)
  described = openDescription((await description.json()) as Description)
})

afterAll(() => server.stop())

const QUARANTINE = {
  ...{
    repositoryId: 1,
    testId: 'tests/test_a.py::test_a',
    framework: 'pytest',
    signatureVersion: 1,
    strictSignature: 's',
    looseSignature: 'l',
  },
  ...{
    anyValue: false,
    owner: '@octo/team',
    reason: 'waits for #3',
    createdBy: 'octocat',
    createdAt: NOW,
    expiresAt: new Date('2026-12-01'),
  },
}

function execution(letter: string, index: number) {
  const name = `test_${letter}`
  const file = 'tests/test_a.py'
  const identity = { framework: 'pytest', testId: `${file}::${name}`, file, suite: '', name, parameters: null }
  const outcome = index % 2 === 0 ? ('passed' as const) : ('failed' as const)
  return { test: identity, job: 'test', variant: '', repetition: 0, outcome, durationMs: 12.5, source: 'log' as const }
}

type Page = { readonly items: readonly Readonly<Record<string, unknown>>[]; readonly next: string | null }

/** Asks as a program does; every answer is held against the description. */
async function ask(path: string, token: string | null = tokens.reads, method = 'GET', sent?: object) {
  const address = `http://127.0.0.1:${server.port}/api/v1/repositories/${path}`
  const headers = {
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(sent ? { 'content-type': 'application/json' } : {}),
  }
  const response = await fetch(address, { method, headers, ...(sent ? { body: JSON.stringify(sent) } : {}) })
  const body = (await response.json()) as Page & Readonly<Record<string, unknown>>
  expect(described.faults(method, address, response.status, body)).toEqual([])
  return { status: response.status, body, headers: response.headers }
}

describe('who may read', () => {
  test.each([
    ['nobody', 'octo/r1', () => null, 401, 'not_signed_in'],
    ['something that is no token', 'octo/r1', () => 'nonsense', 401, 'not_signed_in'],
    ['a token that nobody made', 'octo/r1', () => `suture_${'x'.repeat(43)}`, 404, 'not_found'],
    ['the token of another repository', 'octo/r1', () => tokens.other, 404, 'not_found'],
    ['a repository that does not exist', 'octo/none', () => tokens.reads, 404, 'not_found'],
    ['an expired token', 'octo/r1', () => tokens.expired, 401, 'token_expired'],
    ['a revoked token', 'octo/r1', () => tokens.revoked, 401, 'token_revoked'],
  ])('%s: refused', async (_who, repository, token, status, code) => {
    const answer = await ask(`${repository}/health`, token())
    expect(answer).toMatchObject({ status, body: { code } })
    expect(String(answer.body['fix'])).not.toBe('')
  })

  test('a repository that the App may not see any more is not there, and a suspended installation has none', async () => {
    const { database } = server.history
    await removeRepositories(database, [2], NOW)
    expect((await ask('octo/r2/health', tokens.other)).status).toBe(404)
    await database.$executeRaw`UPDATE installation SET suspended_at = now()`
    expect((await ask('octo/r1/health')).status).toBe(404)
    await database.$executeRaw`UPDATE installation SET suspended_at = NULL`
    expect((await ask('octo/r1/health')).status).toBe(200)
  })

  test('no secret is stored', async () => {
    const rows = await server.history.database.$queryRaw<{ token: string }[]>`SELECT to_jsonb(t)::text AS token FROM api_token t`
    expect(rows.length).toBe(4)
    for (const secret of Object.values(tokens)) expect(rows.map(({ token }) => token).join()).not.toContain(secret)
  })
})

describe('what is answered', () => {
  test('health, quarantines and healings are what is stored', async () => {
    const health = await ask('octo/r1/health')
    expect(health.body).toMatchObject({ repository: 'octo/r1', runs: { completed: 1, failed: 1 }, tests: { seen: 5, quarantined: 1 } })
    expect((await ask('octo/r1/quarantines')).body.items).toMatchObject([{ owner: '@octo/team', isActive: true }])
    expect((await ask('octo/r1/healings?state=received')).body.items).toMatchObject([{ trigger: 'check failed', pullNumber: null }])
    expect((await ask('octo/r1/healings?state=done')).body).toMatchObject({ items: [], next: null, reason: { code: 'none_match' } })
  })

  test('a healing is there while it is at work, without a result; a token that only reads starts none', async () => {
    const [found] = (await ask('octo/r1/healings')).body.items
    expect((await ask(`octo/r1/healings/${found?.['id']}`)).body).toEqual({ ...found, result: null })
    expect((await ask(`octo/r1/healings/${crypto.randomUUID()}`)).status).toBe(404)
    expect(await ask('octo/r1/healings', tokens.reads, 'POST', { testFailures: [] })).toMatchObject({ status: 403 })
  })

  test('what nobody collected is an empty list with a reason', async () => {
    const nothing = (code: string) => ({ items: [], next: null, reason: expect.objectContaining({ code }) })
    expect((await ask('octo/r1/flaky')).body).toEqual(nothing('not_searched'))
    expect((await ask('octo/r1/optimizations')).body).toEqual(nothing('not_collected'))
    expect((await ask('octo/r1/regressions')).body).toEqual(nothing('none_found'))
    expect((await ask('octo/r1/trends?by=owner')).body).toEqual(nothing('no_owners'))
  })

  test('a look at a green pull request has what no test says anything of', async () => {
    expect((await ask('octo/r1/stale')).body).toMatchObject({ items: [], reason: { code: 'not_looked' } })
    const { database } = server.history
    const [lookId, nonce, sha] = [crypto.randomUUID(), '0'.repeat(32), 'b'.repeat(40)]
    const settings = { testFilesAdd: [], testFilesExclude: [] }
    await createStaleLook(database, {
      ...{ repositoryId: 1, installationId: 1, id: lookId, pullNumber: 7, headSha: sha, state: 'running', nonce, workflowRunId: null },
      ...{ dispatchedAt: null, reason: null, createdAt: new Date() },
      job: {
        ...{
          protocol: 2,
          task: 'hunt',
          look: 'stale',
          lookId,
          nonce,
          repository: 'octo/r1',
          base: sha,
          head: sha,
          legs: [1],
          budgetMinutes: 1,
        },
        settings,
      },
    })
    const things = [
      { file: 'a.py', lines: [1, 2], declares: { kind: 'key', symbol: 'tax' }, tests: ['t'], evidence: [], suggestion: 'expect it' },
    ] satisfies StaleAnswer['things']
    const answer = {
      protocol: 2,
      lookId,
      nonce,
      runnerVersion: '',
      things,
      declared: 1,
      checked: 0,
      leftOut: [],
      notLooked: [],
      machineMs: 1,
    } as const
    await changeStaleLook(database, { repositoryId: 1, id: lookId }, ['running'], {
      state: 'done',
      answer: { ...answer, leftOut: [], notLooked: [] },
    })
    expect((await ask('octo/r1/stale')).body.items).toMatchObject([{ pullNumber: 7, headSha: sha, declared: 1, things }])
  })

  test('predictions come with what came of them, and with what was learned', async () => {
    const { database } = server.history
    expect((await ask('octo/r1/predictions')).body).toMatchObject({ items: [], reason: { code: 'not_asked' } })
    expect(await ask('octo/r1/predictor')).toMatchObject({ status: 404, body: { code: 'not_found' } })
    await storePredictor(database, 1, { learned: savePredictor(newPredictor()), learnedTo: NOW }, NOW)
    expect((await ask('octo/r1/predictor')).body).toMatchObject({ predictor: { failures: 0 } })
    const testId = 'tests/test_a.py::test_b'
    const said = {
      headSha: 'a'.repeat(40),
      testId,
      file: 'tests/test_a.py',
      pullNumber: 3,
      failure: 0.8,
      maintenance: 0.1,
      basis: 'average',
    }
    await savePredictions(database, 1, [{ ...said, reasons: ['failed in its last run'], madeAt: NOW }])
    await scoreFailures(database, 1, said.headSha, [{ testId, failed: true, mixed: false }], NOW)
    expect((await ask('octo/r1/predictions?pull=3')).body.items).toMatchObject([
      { testId, predictedMaintenanceNeeded: false, failed: true },
    ])
    expect((await ask('octo/r1/predictions/calibration')).body).toMatchObject({ count: 1, bins: [{ count: 1, said: 0.8, came: 1 }] })
    const [found] = (await ask(`octo/r1/tests?testId=${testId}`)).body.items
    const history = await ask(`octo/r1/tests/${found?.['id']}/history`)
    expect(history.body).toMatchObject({ predictedFailureProbability: 0.8, predictedMaintenanceNeeded: false })
  })

  test("a test has its history; its id is the list's", async () => {
    const [found] = (await ask('octo/r1/tests?testId=tests/test_a.py::test_b')).body.items
    const { summary, ...test } = found ?? {}
    expect(summary).toMatchObject({ executions: 1, failed: 1, failureRate: 1, lastOutcome: 'failed' })
    expect((await ask(`octo/r1/tests/${found?.['id']}`)).body).toEqual(test)
    const history = await ask(`octo/r1/tests/${found?.['id']}/history`)
    expect(history.body).toMatchObject({ totalExecutions: 1, totalFailures: 1, failureRate: 1, avgExecutionTimeMs: 12.5 })
    const executions = await ask(`octo/r1/tests/${found?.['id']}/executions`)
    expect(executions.body.items).toMatchObject([{ outcome: 'failed', headSha: 'a'.repeat(40) }])
    expect((await ask(`octo/r1/tests/${crypto.randomUUID()}/history`)).body).toMatchObject({ code: 'not_found' })
  })

  test('a page goes on where the last one ended, whatever was added meanwhile', async () => {
    const first = await ask('octo/r1/tests?limit=2')
    const run = await storeRun(server.history.database, { id: 11 })
    const added = ['aa', 'bb', 'z'].map(execution)
    await saveExecutions(server.history.database, { repositoryId: 1, ciRunId: 11, attempt: 1, at: run.startedAt }, added)
    const names = first.body.items.map(({ name }) => name)
    for (let next = first.body.next; next !== null; ) {
      const page = await ask(`octo/r1/tests?limit=2&cursor=${next}`)
      names.push(...page.body.items.map(({ name }) => name))
      next = page.body.next
    }
    expect(names).toEqual(['test_a', 'test_b', 'test_bb', 'test_c', 'test_d', 'test_e', 'test_z'])
  })

  test('the cursor of another list and a limit that is none are refused with the reason', async () => {
    const { body } = await ask('octo/r1/tests?limit=1')
    expect(await ask(`octo/r1/quarantines?cursor=${body.next}`)).toMatchObject({ status: 400, body: { code: 'bad_request' } })
    expect((await ask('octo/r1/tests?limit=0')).body['message']).toMatch(/^limit: /)
  })

  test('every operation that is described was asked', () => expect(described.unused().sort()).toEqual([...PEOPLE_ONLY].sort()))
})

test('a token that asks too often is told how long to wait', async () => {
  let answer = await ask('octo/r1/health')
  for (let asked = 0; asked < 60 && answer.status === 200; asked += 1) answer = await ask('octo/r1/health')
  expect(answer).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
})
