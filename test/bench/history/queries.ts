import type { History } from '../../../src/server/history/connection/database.ts'
import { listRepositoryPeriods } from '../../../src/server/history/periods/repository-periods.ts'
import { listSignificant } from '../../../src/server/history/periods/significant-executions.ts'
import { findTestSummaries } from '../../../src/server/history/periods/summaries.ts'
import { listTestPeriods } from '../../../src/server/history/periods/test-periods.ts'
import { listTestExecutions } from '../../../src/server/history/reads/executions.ts'
import { listFlakyTests } from '../../../src/server/history/reads/flaky-tests.ts'
import { listHealingPage } from '../../../src/server/history/reads/healings.ts'
import { readHealth } from '../../../src/server/history/reads/health.ts'
import { listQuarantinePage } from '../../../src/server/history/reads/quarantines.ts'
import { readTestHistory } from '../../../src/server/history/reads/test-history.ts'
import { findTestCase, listTests } from '../../../src/server/history/reads/tests.ts'
import { type TestCaseIdentity, testCaseId } from '../../../src/server/history/test-case-id.ts'

const DAY_MS = 86_400_000

export type Query = { readonly name: string; readonly ask: () => Promise<unknown> }

/** What the API asks of the store, by its routes, each time of another test. */
export function listQueries({ database }: History, tests: readonly TestCaseIdentity[], now: Date, random: () => number): readonly Query[] {
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS)
  const any = () => tests[Math.floor(random() * tests.length)] as TestCaseIdentity
  const id = () => testCaseId(any())
  const listPage = (test: TestCaseIdentity) => listTests(database, 1, { limit: 100, cursor: [test.testId, testCaseId(test)] })
  const found = async () => (await findTestCase(database, 1, id())) ?? Promise.reject(new Error('a test is missing'))
  return [
    { name: 'health', ask: () => readHealth(database, 1, ago(30), now) },
    { name: 'health by day', ask: () => listRepositoryPeriods(database, 1, ago(90), now) },
    { name: 'tests', ask: () => listPage(any()) },
    { name: 'summaries of 100 tests', ask: () => findTestSummaries(database, 1, Array.from({ length: 100 }, id)) },
    { name: "a test's history", ask: async () => readTestHistory(database, 1, await found()) },
    { name: "a test's executions", ask: () => listTestExecutions(database, 1, id(), { limit: 100 }) },
    { name: "a test's days", ask: () => listTestPeriods(database, 1, { since: ago(90), until: now, testCaseIds: [id()] }) },
    { name: "a test's significant executions", ask: () => listSignificant(database, 1, id(), 100) },
    { name: 'flaky', ask: () => listFlakyTests(database, 1, { limit: 100 }) },
    { name: 'quarantines', ask: () => listQuarantinePage(database, 1, { limit: 100, onlyActive: false }, now) },
    { name: 'healings', ask: () => listHealingPage(database, 1, { limit: 100 }) },
  ]
}

/** Milliseconds of each of `count` answers, after one that is not counted. */
export async function timeQuery({ ask }: Query, count: number): Promise<readonly number[]> {
  const times: number[] = []
  for (let turn = -1; turn < count; turn += 1) {
    const from = performance.now()
    await ask()
    if (turn >= 0) times.push(performance.now() - from)
  }
  return times
}

/** Milliseconds of the cheapest look at all executions without an index. */
export async function timeFullScan(history: History): Promise<number> {
  return history.transaction(async (database) => {
    for (const kind of ['indexscan', 'bitmapscan', 'indexonlyscan']) await database.$executeRawUnsafe(`SET LOCAL enable_${kind} = off`)
    const from = performance.now()
    await database.$queryRaw`SELECT count(*) FROM test_execution WHERE repository_id = 1 AND outcome = 'failed'`
    return performance.now() - from
  })
}
