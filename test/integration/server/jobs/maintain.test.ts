import { afterAll, beforeAll, expect, test } from 'vitest'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { makePartitions } from '../../../../src/server/history/retention/partitions.ts'
import { createMaintain } from '../../../../src/server/jobs/maintain.ts'
import { createLog } from '../../../../src/server/log.ts'
import { createMetrics } from '../../../../src/server/metrics.ts'
import type { JobContext } from '../../../../src/server/queue/job.ts'

const DAY_MS = 86_400_000
let history: History

beforeAll(() => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
})
afterAll(() => history.close())

const partitions = async () =>
  (
    await history.database.$queryRaw<
      { name: string }[]
    >`SELECT relname::text AS name FROM pg_class WHERE relname ~ '^test_execution_y' AND relkind = 'r'`
  )
    .map(({ name }) => name)
    .sort()

test('maintenance that runs several times at once does what one does', async () => {
  const now = new Date()
  const old = Array.from({ length: 5 }, (_, back) => new Date(now.getTime() - (100 + back) * DAY_MS))
  await history.transaction((database) => makePartitions(database, old))
  const before = await partitions()
  const context: JobContext = {
    ...{
      history,
      log: createLog('silent'),
      metrics: createMetrics(),
      serverEnvironment: {},
      signal: AbortSignal.timeout(30_000),
      now: () => now,
    },
    send: () => Promise.reject(new Error('nothing is left to add up')),
    github: {
      app: { octokit: null },
      installation: () => Promise.reject(new Error('no job asks GitHub')),
    } as unknown as JobContext['github'],
  }
  const { run } = createMaintain(90)
  await Promise.all(Array.from({ length: 4 }, () => run({}, context)))
  const names = await partitions()
  expect(before.length - names.filter((name) => before.includes(name)).length).toBe(5)
  expect(new Set(names).size).toBe(names.length)
  const days = names.filter(
    (name) =>
      name >=
      `test_execution_y${now
        .toISOString()
        .slice(0, 10)
        .replace(/-(\d\d)-/, 'm$1d')}`,
  )
  expect(days.length).toBeGreaterThanOrEqual(8)
})
