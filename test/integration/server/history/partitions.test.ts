import { afterAll, beforeAll, expect, test } from 'vitest'
import type { History } from '../../../../src/server/history/connection/database.ts'
import { openHistory } from '../../../../src/server/history/connection/open-history.ts'
import { upsertRepository } from '../../../../src/server/history/repositories.ts'
import { ensurePartitions } from '../../../../src/server/history/retention/partitions.ts'
import { applyRetention } from '../../../../src/server/history/retention/retention.ts'
import { saveExecutions } from '../../../../src/server/history/test-executions.ts'

let history: History
const test1 = { framework: 'pytest', testId: 'a.py::test', file: 'a.py', suite: '', name: 'test', parameters: null }

beforeAll(async () => {
  history = openHistory(process.env['DATABASE_URL'] ?? '')
  const repository = { id: 1, installationId: 1, fullName: 'o/r', defaultBranch: 'main', isPrivate: false }
  await upsertRepository(history.database, repository, new Date())
})

afterAll(() => history.close())

const ensure = (now: string) => history.transaction((database) => ensurePartitions(database, new Date(now)))

function run(ciRunId: number, at: string) {
  const execution = { test: test1, job: 'test', variant: '', repetition: 0, outcome: 'passed', durationMs: 1, source: 'log' } as const
  return saveExecutions(history.database, { repositoryId: 1, ciRunId, attempt: 1, at: new Date(at) }, [execution])
}

async function places(): Promise<Record<string, number>> {
  const rows = await history.database.$queryRaw<{ name: string; n: bigint }[]>`
    SELECT tableoid::regclass::text AS name, count(*) AS n FROM test_execution GROUP BY 1 ORDER BY 1`
  return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]))
}

test('makes today and seven days ahead, once, also over the end of a year', async () => {
  const now = '2026-12-28T12:00:00Z'
  const made = (await Promise.all([ensure(now), ensure(now)])).flat()
  const days = ['y2026m12d28', 'y2026m12d29', 'y2026m12d30', 'y2026m12d31', 'y2027m01d01', 'y2027m01d02', 'y2027m01d03', 'y2027m01d04']
  expect(made.sort()).toEqual(days.map((day) => `test_execution_${day}`))
  expect(await ensure(now)).toEqual([])
})

test('executions lie in their day, at its very edges too, and elsewhere in the default partition', async () => {
  await run(1, '2026-12-31T23:59:59.999Z')
  await run(2, '2027-01-01T00:00:00.000Z')
  await run(3, '2027-01-05T00:00:00.000Z')
  expect(await places()).toEqual({ test_execution_y2026m12d31: 1, test_execution_y2027m01d01: 1, test_execution_default: 1 })
})

test('when the clock crosses a boundary, the new day takes its rows out of the default partition', async () => {
  expect(await ensure('2026-12-29T00:00:00Z')).toEqual(['test_execution_y2027m01d05'])
  expect(await places()).toEqual({ test_execution_y2026m12d31: 1, test_execution_y2027m01d01: 1, test_execution_y2027m01d05: 1 })
})

test('the same execution is stored once', async () => {
  expect(await run(3, '2027-01-05T00:00:00.000Z')).toBe(0)
})

test('retention drops the days, and rows of the default partition, that are older than the history is kept', async () => {
  await run(4, '2025-01-15T00:00:00Z')
  expect((await applyRetention(history.database, new Date('2027-04-01T00:00:00Z'), 90))['test_execution']).toBe(1)
  expect(await places()).toEqual({ test_execution_y2027m01d01: 1, test_execution_y2027m01d05: 1 }) // the first is 90 days old to the hour
  await applyRetention(history.database, new Date('2027-04-02T00:00:00Z'), 90)
  expect(await places()).toEqual({ test_execution_y2027m01d05: 1 })
  await ensure('2027-01-10T00:00:00Z')
})

test('a repository that was removed takes everything with it after its time', async () => {
  await history.database.$executeRaw`UPDATE repository SET removed_at = '2027-01-01'`
  await applyRetention(history.database, new Date('2027-01-20T00:00:00Z'), 3_650)
  expect(Object.keys(await places())).toHaveLength(1)
  await applyRetention(history.database, new Date('2027-02-20T00:00:00Z'), 3_650)
  expect(await places()).toEqual({})
  expect(await history.database.testCase.count()).toBe(0)
})
