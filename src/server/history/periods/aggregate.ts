import type { CiRunKey } from '../ci-runs.ts'
import type { Database, History } from '../connection/database.ts'
import { countPeriods } from './count-periods.ts'
import { sumRepositoryPeriods } from './repository-periods.ts'
import { keepSignificant } from './significant-executions.ts'
import { summariseTestsOf } from './summaries.ts'
import type { PeriodLength } from './test-periods.ts'

const UNIT: Readonly<Record<PeriodLength, 'day' | 'hour'>> = { daily: 'day', hourly: 'hour' }
const DAY_MS = 86_400_000

/**
 * Adds up the executions of a repository's runs that were read since the last time. Each day of UTC that such a run lies in is counted
 * anew from its executions, all at once, and so is a day with another run of the same commit, whose failures may turn out to be flaky:
 * nothing counts twice, however often a run is read. One transaction a day; returns the days.
 */
export async function aggregate(
  history: History,
  repositoryId: number,
  length: PeriodLength,
  now: Date,
  signal: AbortSignal,
): Promise<readonly Date[]> {
  const done: Date[] = []
  for (;;) {
    signal.throwIfAborted()
    const days = await history.transaction((database) => aggregateOldest(database, repositoryId, length, now))
    if (days === null) return done
    done.push(...days)
  }
}

/** After a run was read, perhaps once more: it is to be counted. */
export async function setUncounted(database: Database, { repositoryId, id, attempt }: CiRunKey): Promise<void> {
  await database.ciRun.updateMany({ where: { repositoryId, id, attempt }, data: { aggregatedAt: null } })
}

/** The oldest day with runs that are not counted yet. */
async function aggregateOldest(database: Database, repositoryId: number, length: PeriodLength, now: Date): Promise<readonly Date[] | null> {
  const [oldest] = await database.$queryRaw<{ day: Date | null }[]>`
    SELECT date_trunc('day', min(started_at), 'UTC') AS day FROM ci_run
    WHERE repository_id = ${repositoryId}::bigint AND aggregated_at IS NULL AND ingested_at IS NOT NULL`
  if (!oldest?.day) return null
  const end = new Date(oldest.day.getTime() + DAY_MS)
  // Of a day whose executions have been dropped, the sums stay. The rows stay locked to the end: a run that is read again meanwhile waits, and then is to be counted again
  const days = await database.$queryRaw<{ day: Date }[]>`
    WITH taken AS (
      UPDATE ci_run SET aggregated_at = ${now}
      WHERE repository_id = ${repositoryId}::bigint AND aggregated_at IS NULL AND ingested_at IS NOT NULL
        AND started_at >= ${oldest.day} AND started_at < ${end} RETURNING head_sha)
    SELECT DISTINCT date_trunc('day', r.started_at, 'UTC') AS day FROM ci_run r
    WHERE r.repository_id = ${repositoryId}::bigint AND r.ingested_at IS NOT NULL AND r.head_sha IN (SELECT head_sha FROM taken)
      AND EXISTS (SELECT FROM test_execution e WHERE e.repository_id = r.repository_id AND e.at >= date_trunc('day', r.started_at, 'UTC')
        AND e.at < date_trunc('day', r.started_at, 'UTC') + interval '24 hours') ORDER BY 1`
  for (const { day } of days) {
    await countPeriods(database, repositoryId, day, UNIT[length])
    await sumRepositoryPeriods(database, repositoryId, day, UNIT[length])
    await keepSignificant(database, repositoryId, day)
    await summariseTestsOf(database, repositoryId, day, now)
  }
  return days.map(({ day }) => day)
}

/** Repositories with runs that were read and not counted yet. */
export async function listUncounted(database: Database): Promise<readonly number[]> {
  const rows = await database.$queryRaw<{ id: bigint }[]>`
    SELECT r.repository_id AS id FROM repository r WHERE EXISTS (SELECT FROM ci_run c WHERE c.repository_id = r.repository_id
      AND c.aggregated_at IS NULL AND c.ingested_at IS NOT NULL) ORDER BY 1`
  return rows.map(({ id }) => Number(id))
}
