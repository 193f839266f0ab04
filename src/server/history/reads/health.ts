import type { Database } from '../connection/database.ts'

/** What a repository's tests did since a moment, in numbers. */
export type RepositoryHealth = {
  /** Tests that ran in that time. */
  readonly tests: number
  readonly runs: { readonly completed: number; readonly failed: number }
  readonly failingTests: number
  readonly quarantines: number
  readonly flakyTests: number
  readonly healings: Readonly<Record<string, number>>
  readonly pullRequests: Readonly<Record<string, number>>
  readonly lastRunAt: Date | null
}

type Counts = { readonly name: string; readonly n: bigint }[]

/** Numbers of what is stored, each by an index of its table. `now`: for what holds at this moment. */
export async function readHealth(database: Database, repositoryId: number, since: Date, now: Date): Promise<RepositoryHealth> {
  const [numbers] = await database.$queryRaw<Record<string, bigint>[]>`SELECT
    (SELECT count(*) FROM test_case WHERE repository_id = ${repositoryId}::bigint AND last_seen_at >= ${since}) AS tests,
    (SELECT count(DISTINCT test_case_id) FROM test_failure WHERE repository_id = ${repositoryId}::bigint AND at >= ${since}) AS failing,
    (SELECT count(*) FROM quarantine WHERE repository_id = ${repositoryId}::bigint AND lifted_at IS NULL AND expires_at > ${now}) AS quarantines,
    (SELECT count(DISTINCT test_id) FROM flaky_finding WHERE repository_id = ${repositoryId}::bigint AND at >= ${since}) AS flaky`
  const [runs] = await database.$queryRaw<{ completed: bigint; failed: bigint; last: Date | null }[]>`
    SELECT count(*) AS completed, count(*) FILTER (WHERE conclusion IN ('failure', 'timed_out')) AS failed, max(completed_at) AS last
    FROM ci_run WHERE repository_id = ${repositoryId}::bigint AND started_at >= ${since} AND status = 'completed'`
  const healings = await database.$queryRaw<Counts>`
    SELECT state AS name, count(*) AS n FROM healing WHERE repository_id = ${repositoryId}::bigint AND created_at >= ${since} GROUP BY 1 ORDER BY 1`
  const pulls = await database.$queryRaw<Counts>`
    SELECT outcome AS name, count(*) AS n FROM pull_request_outcome WHERE repository_id = ${repositoryId}::bigint AND opened_at >= ${since}
    GROUP BY 1 ORDER BY 1`
  return {
    tests: Number(numbers?.['tests'] ?? 0),
    runs: { completed: Number(runs?.completed ?? 0), failed: Number(runs?.failed ?? 0) },
    failingTests: Number(numbers?.['failing'] ?? 0),
    quarantines: Number(numbers?.['quarantines'] ?? 0),
    flakyTests: Number(numbers?.['flaky'] ?? 0),
    healings: Object.fromEntries(healings.map(({ name, n }) => [name, Number(n)])),
    pullRequests: Object.fromEntries(pulls.map(({ name, n }) => [name, Number(n)])),
    lastRunAt: runs?.last ?? null,
  }
}
