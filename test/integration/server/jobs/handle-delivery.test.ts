import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { RunningServer } from '../../../../src/server/create-server.ts'
import { listAudit } from '../../../../src/server/history/audit.ts'
import { recordDeliveries } from '../../../../src/server/history/deliveries.ts'
import { createHandleDelivery } from '../../../../src/server/jobs/handle-delivery.ts'
import type { JobContext } from '../../../../src/server/queue/job.ts'
import { checkRunCompleted } from '../../../../src/server/webhooks/check-run-completed.ts'
import { deliver, startServer } from '../../../support/server-under-test.ts'

let server: RunningServer
let port: number

// GitHub is not there: nothing here may ask it
beforeAll(async () => {
  const queue = { superviseSeconds: 1, retries: { limit: 0, delaySeconds: 1 } }
  server = await startServer({ queue })
  port = server.port ?? 0
})
afterAll(() => server.stop())

const SHA = 'a'.repeat(40)
const about = (id: number) => ({
  installation: { id: 7 },
  repository: { id, full_name: `octo/r${id}`, private: false },
  sender: { login: 'octocat' },
})
const check = (id: number, conclusion: string | null, app: string) => ({
  ...about(id),
  action: conclusion === null ? 'created' : 'completed',
  check_run: { id: 100 + id, name: 'test', head_sha: SHA, conclusion, app: { slug: app } },
})

const FIRST_ATTEMPT = {
  ...{ id: 9, run_attempt: 1, workflow_id: 5, path: '.github/workflows/ci.yml', event: 'push', status: 'queued', conclusion: null },
  ...{ head_branch: 'main', head_sha: SHA, created_at: '2026-11-20T10:00:00Z', updated_at: '2026-11-20T10:00:00Z' },
}

type Row = { readonly outcome: string | null; readonly jobs: number }
async function rowOf(id: string): Promise<Row | undefined> {
  const [row] = await server.history.database.$queryRaw<Row[]>`SELECT outcome,
    (SELECT count(*)::int FROM pgboss.job WHERE data->>'deliveryId' = ${id} AND name <> 'dead-letters') AS jobs FROM delivery WHERE id = ${id}`
  return row
}
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 20_000, interval: 50 })

test.each<readonly [string, string, object, string]>([
  ['a check that begins', 'check_run', check(1, null, 'github-actions'), 'nothing to do'],
  ['a check that passed', 'check_run', check(1, 'success', 'github-actions'), 'not failed'],
  ['a run that was asked for', 'workflow_run', { ...about(1), action: 'requested', workflow_run: FIRST_ATTEMPT }, 'a first attempt'],
  ['a tag', 'push', { ...about(1), ref: 'refs/tags/v1', before: SHA, after: SHA }, 'no branch'],
  [
    'a comment without a command',
    'issue_comment',
    {
      ...about(1),
      action: 'created',
      issue: { number: 1, pull_request: {} },
      comment: { id: 1, body: 'Thanks!', user: { login: 'octocat' } },
    },
    'no command',
  ],
])('%s is done when it is stored, without a job', async (_what, event, payload, outcome) => {
  const id = randomUUID()
  expect((await deliver(port, event, payload, { id })).status).toBe(202)
  expect(await rowOf(id)).toEqual({ outcome, jobs: 0 })
})

test.each<readonly [string, string, object, string]>([
  ['a check of Actions that failed', 'check_run', check(2, 'failure', 'github-actions'), '0 healings woken'],
  ['a check of another App that failed', 'check_run', check(2, 'failure', 'other'), 'a check of another App'],
  ['a push that ends no healing', 'push', { ...about(2), ref: 'refs/heads/main', before: SHA, after: SHA }, '0 healings ended'],
])('%s is worked on by one job, which asks GitHub nothing', async (_what, event, payload, outcome) => {
  const id = randomUUID()
  await deliver(port, event, payload, { id })
  await until(async () => expect(await rowOf(id)).toEqual({ outcome, jobs: 1 }))
})

test('of many that are worked on together, one that cannot be done harms no other, and ends itself', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `together ${index}`)
  const payloadOf = (index: number) =>
    index === 4 ? { action: 'completed', check_run: 'not a check' } : check(30 + index, 'failure', 'other')
  const rows = ids.map((id, index) => ({
    ...{ id, event: 'check_run', action: 'completed', payload: JSON.stringify(payloadOf(index)) },
    ...{ installationId: 7, repositoryId: null, outcome: null },
  }))
  await server.history.transaction(async (database) => {
    await recordDeliveries(database, rows, new Date())
    await server.queue.sendAll(
      database,
      'handle-delivery',
      ids.map((deliveryId) => ({ deliveryId })),
    )
  })
  const outcomes = async () => Promise.all(ids.map(async (id) => (await rowOf(id))?.outcome ?? null))
  const wanted = ids.map((_, index) => (index === 4 ? expect.stringMatching(/^given up: /) : 'a check of another App'))
  await until(async () => expect(await outcomes()).toEqual(wanted))
  for (const index of ids.keys()) expect(await listAudit(server.history.database, 30 + index)).toHaveLength(index === 4 ? 0 : 1)
})

test('a delivery that two workers have at once is done once', async () => {
  const { history, queue } = server
  const id = randomUUID()
  const payload = JSON.stringify(check(50, 'failure', 'other'))
  const delivery = { id, event: 'check_run', action: 'completed', payload, installationId: 7, repositoryId: 50, outcome: null }
  await recordDeliveries(history.database, [delivery], new Date())
  const job = createHandleDelivery([checkRunCompleted])
  const context = { history, send: queue.send, now: () => new Date(), log: { info: () => {} } } as unknown as JobContext
  await Promise.all(Array.from({ length: 5 }, () => job.run({ deliveryId: id }, context)))
  await job.runTogether?.([{ deliveryId: id }, { deliveryId: 'unknown' }], context)
  expect(await listAudit(history.database, 50)).toHaveLength(1)
})
