import type { CiRun } from '../ci-runs.ts'
import type { Database } from '../connection/database.ts'

export type RunToLearn = Pick<CiRun, 'id' | 'attempt' | 'headSha' | 'mergeBaseSha' | 'pullNumbers' | 'startedAt' | 'event'> & {
  readonly ingestedAt: Date
}

/** Runs that were read after `after`, in the order in which they were, at most `limit`. */
export async function listRunsToLearn(
  database: Database,
  repositoryId: number,
  after: Date | null,
  limit: number,
): Promise<readonly RunToLearn[]> {
  const rows = await database.ciRun.findMany({
    where: { repositoryId, unreadReason: null, ingestedAt: after === null ? { not: null } : { gt: after } },
    orderBy: [{ ingestedAt: 'asc' }, { id: 'asc' }],
    take: limit,
  })
  return rows.flatMap(({ id, attempt, headSha, mergeBaseSha, pullNumbers, startedAt, event, ingestedAt }) => {
    return ingestedAt === null ? [] : [{ id: Number(id), attempt, headSha, mergeBaseSha, pullNumbers, startedAt, event, ingestedAt }]
  })
}

export type RunOutcome = {
  readonly testId: string
  readonly file: string | null
  readonly failed: boolean
  readonly mixed: boolean
  readonly durationMs: number | null
}

/**
 * How each test ended in an attempt of a run: it `failed` where it did so in any leg; `mixed` where one leg, or an earlier attempt of it,
 * saw both outcomes on the same tree. Skipped ones are not among them.
 */
export async function listRunOutcomes(
  database: Database,
  repositoryId: number,
  { id, attempt }: Pick<RunToLearn, 'id' | 'attempt'>,
): Promise<readonly RunOutcome[]> {
  return database.$queryRaw<RunOutcome[]>`
    SELECT c.test_id AS "testId", min(c.file) AS file, bool_or(l.failed) AS failed, bool_or(l.mixed) AS mixed, avg(l.duration_ms) AS "durationMs"
    FROM (
      SELECT test_case_id, bool_or(outcome <> 'passed') FILTER (WHERE attempt = ${attempt}::int) AS failed,
        bool_or(outcome = 'passed') AND bool_or(outcome <> 'passed') AS mixed,
        avg(duration_ms) FILTER (WHERE outcome = 'passed') AS duration_ms
      FROM test_execution
      WHERE repository_id = ${repositoryId}::bigint AND ci_run_id = ${id}::bigint AND attempt <= ${attempt}::int AND outcome <> 'skipped'
      GROUP BY test_case_id, job, variant
    ) l JOIN test_case c ON c.repository_id = ${repositoryId}::bigint AND c.test_case_id = l.test_case_id
    WHERE l.failed IS NOT NULL
    GROUP BY 1 ORDER BY 1`
}
