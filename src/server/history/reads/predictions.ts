import type { Database } from '../connection/database.ts'
import type { StoredPrediction } from '../predictions/predictions.ts'

/** With what came of it; null where that is not known yet. */
export type ListedPrediction = StoredPrediction & {
  readonly failed: boolean | null
  readonly maintained: boolean | null
  readonly scoredAt: Date | null
}

export type PredictionsAsked = {
  readonly limit: number
  /** Commit and test of the last one that was seen. */
  readonly cursor?: readonly [headSha: string, testId: string] | undefined
  readonly headSha?: string | undefined
  readonly pull?: number | undefined
}

/** By commit and test; one more than `limit`. */
export async function listPredictions(
  database: Database,
  repositoryId: number,
  { limit, cursor, headSha, pull }: PredictionsAsked,
): Promise<readonly ListedPrediction[]> {
  const [sha = '', testId = ''] = cursor ?? []
  return database.prediction.findMany({
    where: {
      repositoryId,
      ...(headSha === undefined ? {} : { headSha }),
      ...(pull === undefined ? {} : { pullNumber: pull }),
      ...(cursor === undefined ? {} : { OR: [{ headSha: { gt: sha } }, { headSha: sha, testId: { gt: testId } }] }),
    },
    orderBy: [{ headSha: 'asc' }, { testId: 'asc' }],
    take: limit + 1,
    omit: { repositoryId: true },
  })
}

/** What was said of a test last; null where nothing was. */
export async function newestPrediction(
  database: Database,
  repositoryId: number,
  testId: string,
): Promise<Pick<StoredPrediction, 'failure' | 'maintenance'> | null> {
  const select = { failure: true, maintenance: true }
  return database.prediction.findFirst({ where: { repositoryId, testId }, orderBy: { madeAt: 'desc' }, select })
}

/** Of each tenth of the probabilities that were said: how many, what was said on average, and how often it came. */
export type CalibrationBin = { readonly count: number; readonly said: number; readonly came: number }

/** How true the predictions of failures were; `brier` is null where none was scored. */
export async function calibrationOf(
  database: Database,
  repositoryId: number,
): Promise<{ readonly bins: CalibrationBin[]; readonly count: number; readonly brier: number | null }> {
  const rows = await database.$queryRaw<(CalibrationBin & { readonly brier: number })[]>`
    SELECT count(*)::int AS count, avg(failure) AS said, avg(failed::int)::float8 AS came, avg(power(failure - failed::int, 2)) AS brier
    FROM prediction WHERE repository_id = ${repositoryId}::bigint AND failed IS NOT NULL
    GROUP BY least(9, floor(10 * failure)) ORDER BY 2`
  const count = rows.reduce((sum, row) => sum + row.count, 0)
  const squares = rows.reduce((sum, row) => sum + row.count * row.brier, 0)
  return { bins: rows.map(({ brier: _, ...bin }) => bin), count, brier: count === 0 ? null : squares / count }
}
