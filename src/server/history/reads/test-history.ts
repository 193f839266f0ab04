import type { FailureType } from '../../../model/failure/failure-type.ts'
import type { TestPerformanceHistory } from '../../../model/result/test-performance-history.ts'
import type { Database } from '../connection/database.ts'
import { listTrends } from '../performance/trends.ts'
import { countTestExecutions, listTestExecutions } from './executions.ts'
import { newestPrediction } from './predictions.ts'
import type { ListedTest } from './tests.ts'

const SHOWN = 100
const TREND_DAYS = 90
const TIME_TREND = { increasing: 'degrading', decreasing: 'improving', stable: 'stable', unknown: 'unknown' } as const

/** What is stored of one test, summed up; what nobody computed is null or `unknown`. */
export async function readTestHistory(database: Database, repositoryId: number, test: ListedTest): Promise<TestPerformanceHistory> {
  const { total, failed, skipped, meanMs } = await countTestExecutions(database, repositoryId, test.id)
  const executions = await listTestExecutions(database, repositoryId, test.id, { limit: SHOWN })
  const predicted = await newestPrediction(database, repositoryId, test.testId)
  const ran = total - skipped
  const until = new Date(test.lastSeenAt.getTime() + 1)
  const since = new Date(until.getTime() - TREND_DAYS * 86_400_000)
  const [trend] = await listTrends(database, repositoryId, { by: 'test', since, until, names: [test.id] })
  return {
    testId: test.testId,
    executions: executions
      .slice(0, SHOWN)
      .map(({ at, outcome, durationMs }) => ({ at: at.toISOString(), outcome, timeMs: durationMs ?? 0 })),
    totalExecutions: total,
    totalFailures: failed,
    failureRate: ran === 0 ? 0 : failed / ran,
    avgExecutionTimeMs: meanMs ?? 0,
    executionTimeTrend: TIME_TREND[trend?.durations.direction ?? 'unknown'],
    commonFailureTypes: await commonFailureTypes(database, repositoryId, test.id),
    repairHistory: await repairsOfTest(database, repositoryId, test.testId),
    predictedFailureProbability: predicted?.failure ?? null,
    predictedMaintenanceNeeded: predicted === null ? null : predicted.maintenance >= 0.5,
    firstSeen: test.firstSeenAt.toISOString(),
    lastUpdated: test.lastSeenAt.toISOString(),
  }
}

/** The most frequent first. */
async function commonFailureTypes(database: Database, repositoryId: number, testCaseId: string): Promise<FailureType[]> {
  const rows = await database.$queryRaw<{ type: FailureType }[]>`
    SELECT failure_type AS type FROM test_failure WHERE repository_id = ${repositoryId}::bigint AND test_case_id = ${testCaseId}::uuid
    GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 5`
  return rows.map(({ type }) => type)
}

/** Ids of the repairs that were offered for it, newest first. */
async function repairsOfTest(database: Database, repositoryId: number, testId: string): Promise<string[]> {
  const where = { repositoryId, offered: true, testIds: { has: testId } }
  const rows = await database.repair.findMany({ where, orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], take: 20, select: { id: true } })
  return rows.map(({ id }) => id)
}
