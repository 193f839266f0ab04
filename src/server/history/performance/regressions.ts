import { randomUUID } from 'node:crypto'
import type { TestRegression } from '../../../engine/history/regressions.ts'
import type { Database } from '../connection/database.ts'
import type { PerformanceRegressionModel } from '../generated/models/PerformanceRegression.ts'

/** `accepted`: a person said that it is meant; it is not opened again. */
export type RegressionState = 'open' | 'resolved' | 'accepted'

/** A test that takes `ratio` times as long on the default branch since a commit in `sinceCommit`..`untilCommit`. */
export type StoredRegression = {
  readonly id: string
  readonly testCaseId: string
  readonly fastCommit: string
  readonly sinceCommit: string
  readonly untilCommit: string
  readonly sinceAt: Date
  readonly beforeMs: number
  readonly afterMs: number
  readonly ratio: number
  /** Of the ratio, with a confidence of 95 %. */
  readonly ratioLow: number
  readonly ratioHigh: number
  readonly runsBefore: number
  readonly runsAfter: number
  readonly state: RegressionState
  readonly resolvedCommit: string | null
}

const SAME_MS = 3 * 86_400_000 // with more runs, the place of one and the same change moves by so much at most

/**
 * Stores what was found in the runs of a test, oldest first: one that is known already gets its new figures, and one that is over is resolved.
 * A known open one that is not found any more is resolved too. Returns those that are new and open.
 */
export async function saveRegressions(
  database: Database,
  repositoryId: number,
  testCaseId: string,
  found: readonly TestRegression[],
  now: Date,
): Promise<readonly string[]> {
  const known = await database.performanceRegression.findMany({ where: { repositoryId, testCaseId }, orderBy: { sinceAt: 'desc' } })
  const seen = new Set<string>()
  const added: string[] = []
  for (const regression of found) {
    const same = known.find(({ sinceAt }) => Math.abs(sinceAt.getTime() - regression.culprits[0].at) <= SAME_MS)
    const state = regression.resolved !== null ? 'resolved' : same?.state === 'accepted' ? 'accepted' : 'open'
    const data = { ...figuresOf(regression), state, resolvedCommit: regression.resolved?.commit ?? null, updatedAt: now }
    const id = same?.id ?? randomUUID()
    seen.add(id)
    if (same) await database.performanceRegression.update({ where: { repositoryId_id: { repositoryId, id } }, data })
    else await database.performanceRegression.create({ data: { repositoryId, id, testCaseId, createdAt: now, ...data } })
    if (!same && state === 'open') added.push(id)
  }
  const gone = known.filter(({ id, state }) => state === 'open' && !seen.has(id)).map(({ id }) => id)
  await database.performanceRegression.updateMany({
    where: { repositoryId, id: { in: gone } },
    data: { state: 'resolved', updatedAt: now },
  })
  return added
}

function figuresOf({ lastFast, culprits: [first, last], interval: [ratioLow, ratioHigh], runs, ...rest }: TestRegression) {
  const { beforeMs, afterMs, ratio, chance } = rest
  return {
    ...{ fastCommit: lastFast.commit, sinceCommit: first.commit, untilCommit: last.commit, sinceAt: new Date(first.at) },
    ...{ beforeMs, afterMs, ratio, ratioLow, ratioHigh, chance, runsBefore: runs.before, runsAfter: runs.after },
  }
}

/** Tests whose regression is not over. */
export async function listRegressedTests(database: Database, repositoryId: number): Promise<readonly string[]> {
  const where = { repositoryId, state: { in: ['open', 'accepted'] } }
  const rows = await database.performanceRegression.findMany({ where, distinct: ['testCaseId'], select: { testCaseId: true } })
  return rows.map(({ testCaseId }) => testCaseId)
}

/** Of one state, or all; by id, at most `limit` after the one called `after`. */
export async function listRegressions(
  database: Database,
  repositoryId: number,
  { state, after, limit }: { readonly state?: RegressionState; readonly after?: string; readonly limit: number },
): Promise<readonly (StoredRegression & { readonly testId: string })[]> {
  const rows = await database.performanceRegression.findMany({
    where: { repositoryId, ...(state ? { state } : {}), ...(after ? { id: { gt: after } } : {}) },
    orderBy: { id: 'asc' },
    take: limit,
    include: { testCase: { select: { testId: true } } },
  })
  return rows.map(({ testCase, ...row }) => ({ ...toRegression(row), testId: testCase.testId }))
}

function toRegression(row: PerformanceRegressionModel): StoredRegression {
  const { repositoryId: _, chance: __, createdAt: ___, updatedAt: ____, state, ...rest } = row
  return { ...rest, state: state as RegressionState }
}
