import type { CiRunKey } from '../ci-runs.ts'
import type { Database } from '../connection/database.ts'

const LEAST_TESTS = 5 // the median of fewer says more of one test than of the machine
const LEAST_MS = 5 // frameworks tell whole milliseconds, of which one is a fifth here
const PERIODS = 7

/**
 * Stores how slow the machine of a run's attempt was: the median over its tests that passed of their duration to their usual one, which
 * is the median of their last medians on earlier days. Null where too few tests have a usual duration.
 */
export async function setRunSpeed(database: Database, { repositoryId, id, attempt }: CiRunKey): Promise<void> {
  await database.$executeRaw`
    UPDATE ci_run r SET speed = (
      SELECT CASE WHEN count(*) >= ${LEAST_TESTS}::int THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY e.duration_ms / u.ms) END
      FROM test_execution e CROSS JOIN LATERAL (
        SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY p.duration_p50_ms) AS ms FROM (
          SELECT duration_p50_ms FROM test_period WHERE repository_id = e.repository_id AND test_case_id = e.test_case_id
            AND period_start < date_trunc('day', r.started_at, 'UTC') AND duration_count > 0 ORDER BY period_start DESC LIMIT ${PERIODS}::int) p
      ) u
      WHERE e.repository_id = r.repository_id AND e.ci_run_id = r.ci_run_id AND e.attempt = r.attempt AND e.at = r.started_at
        AND e.outcome = 'passed' AND e.duration_ms > 0 AND u.ms >= ${LEAST_MS}::int)
    WHERE r.repository_id = ${repositoryId}::bigint AND r.ci_run_id = ${id}::bigint AND r.attempt = ${attempt}::int`
}

/** How slow the machine of a run was: 2 where it took twice as long as usual; null where that is not known. */
export type RunSpeed = { readonly ciRunId: number; readonly attempt: number; readonly startedAt: Date; readonly speed: number | null }

/** Of the runs that began in `since` ≤ start < `until`, in order of time. */
export async function listRunSpeeds(database: Database, repositoryId: number, since: Date, until: Date): Promise<readonly RunSpeed[]> {
  const rows = await database.ciRun.findMany({
    where: { repositoryId, startedAt: { gte: since, lt: until } },
    select: { id: true, attempt: true, startedAt: true, speed: true },
    orderBy: [{ startedAt: 'asc' }, { id: 'asc' }, { attempt: 'asc' }],
  })
  return rows.map(({ id, ...rest }) => ({ ciRunId: Number(id), ...rest }))
}
