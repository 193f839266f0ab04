import type { Database } from '../connection/database.ts'

/** What was expected of a test for a commit. Probabilities are 0 to 1; `reasons` are the strongest facts, in words. */
export type StoredPrediction = {
  readonly headSha: string
  readonly testId: string
  readonly file: string | null
  readonly pullNumber: number | null
  readonly failure: number
  readonly maintenance: number
  readonly basis: string
  readonly reasons: readonly string[]
  readonly madeAt: Date
}

/** Stores what is expected; what was said of a commit before its tests ended stays, since it is what is scored. */
export async function savePredictions(database: Database, repositoryId: number, predictions: readonly StoredPrediction[]): Promise<void> {
  await database.prediction.createMany({
    data: predictions.map(({ reasons, ...rest }) => ({ repositoryId, ...rest, reasons: [...reasons] })),
    skipDuplicates: true,
  })
}

/** Says how the tests of a commit ended: one that failed in a run of it has failed, unless the same tree passed too. */
export async function scoreFailures(
  database: Database,
  repositoryId: number,
  headSha: string,
  outcomes: readonly { readonly testId: string; readonly failed: boolean; readonly mixed: boolean }[],
  now: Date,
): Promise<number> {
  return database.$executeRaw`
    UPDATE prediction p SET failed = NOT o.mixed AND (coalesce(p.failed, false) OR o.failed), scored_at = ${now}::timestamptz
    FROM unnest(${outcomes.map(({ testId }) => testId)}::text[], ${outcomes.map(({ failed }) => failed)}::bool[],
      ${outcomes.map(({ mixed }) => mixed)}::bool[]) AS o (test_id, failed, mixed)
    WHERE p.repository_id = ${repositoryId}::bigint AND p.head_sha = ${headSha} AND p.test_id = o.test_id`
}

/** Says of the earlier commits of a pull request which test files had to be edited after them: `edited` ones now. */
export async function scoreMaintenance(
  database: Database,
  repositoryId: number,
  { pullNumber, headSha }: { readonly pullNumber: number; readonly headSha: string },
  edited: readonly string[],
): Promise<void> {
  await database.prediction.updateMany({
    where: { repositoryId, pullNumber, headSha: { not: headSha }, maintained: null, file: { in: [...edited] } },
    data: { maintained: true },
  })
}

/** A pull request is closed: what was not edited until now needed no edit. */
export async function endMaintenance(database: Database, repositoryId: number, pullNumber: number): Promise<void> {
  await database.prediction.updateMany({ where: { repositoryId, pullNumber, maintained: null }, data: { maintained: false } })
}
