import { median } from 'simple-statistics'
import { type RateAt, rateOf, rateTrendOf, type Trend, trendOf } from '../../../engine/history/trend.ts'
import type { Database } from '../connection/database.ts'

/** What tests are put together by. */
export type TrendGroup = 'test' | 'file' | 'suite' | 'owner'

/** How some tests did over a time. Rates are shares of the executions that passed or failed; durations in milliseconds. */
export type TestTrend = {
  /** The test's id, the file, the suite, or the owner without `@`; '' for tests without one. */
  readonly name: string
  readonly executions: number
  readonly failureRate: number
  readonly flakeRate: number
  /** The median over days of the tests' medians, and of their 95th percentiles, each test weighted by how often it ran. */
  readonly durationP50Ms: number | null
  readonly durationP95Ms: number | null
  readonly failures: Trend
  readonly flakes: Trend
  /** Of the logarithm of how many times as long as usual the tests take, on machines of usual speed: a change of 0.7 is twice as long. */
  readonly durations: Trend
}

export type TrendQuery = {
  readonly by: TrendGroup
  readonly since: Date
  readonly until: Date
  /** Of these groups alone, for `by: 'test'` ids of test cases. */
  readonly names?: readonly string[]
  /** Who owns a file: needed for owners. */
  readonly ownersOf?: (file: string) => readonly string[]
}

type Day = {
  readonly name: string
  readonly at: Date
  readonly executions: number
  readonly ran: number
  readonly failed: number
  readonly flaky: number
  readonly level: number | null
  readonly p50: number | null
  readonly p95: number | null
}

const REFERENCES = 100 // tests by which the speed of a day's machines is measured
const NOTABLE = { rate: 0.05, duration: Math.log(1.2) } // over the whole time

/** By name. */
export async function listTrends(database: Database, repositoryId: number, query: TrendQuery): Promise<readonly TestTrend[]> {
  const days = await listDays(database, repositoryId, query)
  const { by, ownersOf } = query
  const named = by !== 'owner' ? days : days.flatMap((day) => (ownersOf?.(day.name) ?? []).map((name) => ({ ...day, name })))
  const groups = [...Map.groupBy(named, ({ name }) => name)].filter(([name]) => by === 'test' || !query.names || query.names.includes(name))
  return groups.map(([name, own]) => trendsOf(name, own)).toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

function trendsOf(name: string, days: readonly Day[]): TestTrend {
  const rates = (of: (day: Day) => number): RateAt[] => days.map((day) => ({ at: day.at.getTime(), happened: of(day), runs: day.ran }))
  const [failures, flakes] = [rates(({ failed }) => failed), rates(({ flaky }) => flaky)]
  const middle = (of: (day: Day) => number | null) => {
    const values = days.flatMap((day) => of(day) ?? [])
    return values.length === 0 ? null : median(values)
  }
  const times = days.flatMap(({ at, level }) => (level !== null && level > 0 ? [{ at: at.getTime(), value: Math.log(level) }] : []))
  return {
    name,
    executions: days.reduce((sum, { executions }) => sum + executions, 0),
    ...{
      failureRate: rateOf(failures),
      flakeRate: rateOf(flakes),
      durationP50Ms: middle(({ p50 }) => p50),
      durationP95Ms: middle(({ p95 }) => p95),
    },
    failures: rateTrendOf(failures, NOTABLE.rate),
    flakes: rateTrendOf(flakes, NOTABLE.rate),
    durations: trendOf(times, NOTABLE.duration),
  }
}

/**
 * One row a group and day. `level`: how many times as long as usual its tests took that day, on machines of usual speed; which of them ran does
 * not matter. A machine's speed is that of the tests that run most often.
 */
async function listDays(database: Database, repositoryId: number, { by, since, until, names }: TrendQuery): Promise<readonly Day[]> {
  const column = by === 'test' ? 'c.test_id' : by === 'suite' ? 'c.suite' : "coalesce(c.file, '')"
  const only = by === 'test' && names ? 'AND p.test_case_id = ANY ($4::uuid[])' : ''
  return database.$queryRawUnsafe<Day[]>(
    `WITH reference AS MATERIALIZED (
      SELECT test_case_id FROM test_summary WHERE repository_id = $1::bigint AND duration_p50_ms >= 5
      ORDER BY executions DESC, test_case_id LIMIT ${REFERENCES}),
    wanted AS MATERIALIZED (
      SELECT p.*, date_trunc('day', p.period_start, 'UTC') AS day, p.test_case_id IN (SELECT test_case_id FROM reference) AS is_reference,
        ${only === '' ? 'true' : only.replace('AND ', '')} AS is_asked
      FROM test_period p WHERE p.repository_id = $1::bigint AND p.period_start >= $2 AND p.period_start < $3
        ${only === '' ? '' : `AND (${only.replace('AND ', '')} OR p.test_case_id IN (SELECT test_case_id FROM reference))`}),
    usual AS (
      SELECT test_case_id, percentile_cont(0.5) WITHIN GROUP (ORDER BY duration_p50_ms) AS ms FROM wanted GROUP BY 1),
    speed AS (
      SELECT w.day, CASE WHEN count(*) >= 5 THEN percentile_cont(0.5) WITHIN GROUP (ORDER BY w.duration_p50_ms / u.ms) ELSE 1 END AS factor
      FROM wanted w JOIN usual u USING (test_case_id) WHERE w.is_reference AND u.ms > 0 AND w.duration_p50_ms > 0 GROUP BY 1)
    SELECT ${column} AS name, p.day AS at, sum(p.executions)::int AS executions, sum(p.passed + p.failed)::int AS ran,
      sum(p.failed)::int AS failed, sum(p.flaky)::int AS flaky,
      sum(p.duration_p50_ms) / nullif(sum(u.ms) FILTER (WHERE p.duration_p50_ms IS NOT NULL), 0) / max(coalesce(s.factor, 1)) AS level,
      sum(p.duration_p50_ms * p.duration_count) / nullif(sum(p.duration_count), 0) AS p50,
      sum(p.duration_p95_ms * p.duration_count) / nullif(sum(p.duration_count), 0) AS p95
    FROM wanted p JOIN usual u USING (test_case_id) LEFT JOIN speed s USING (day)
    JOIN test_case c ON c.repository_id = $1::bigint AND c.test_case_id = p.test_case_id
    WHERE p.is_asked GROUP BY 1, 2 ORDER BY 1, 2`,
    ...[repositoryId, since, until],
    ...(only === '' ? [] : [names]),
  )
}
