import pg from 'pg'
import type { HealingRow } from './judge.ts'
import type { Series } from './picture.ts'
import type { Processes } from './processes.ts'

const DEPTHS = `SELECT (SELECT count(*)::int FROM healing WHERE finished_at IS NULL) AS healings,
  (SELECT count(*)::int FROM delivery WHERE processed_at IS NULL) AS deliveries,
  (SELECT count(*)::int FROM pgboss.job WHERE state IN ('created', 'retry', 'active') AND start_after <= now()) AS jobs`
const HEALINGS = 'SELECT healing_id AS id, head_sha, state, reason, generation, finished_at FROM healing'
const PROCESSED = 'SELECT id FROM delivery WHERE processed_at IS NOT NULL'
const DEAD = "SELECT name, count(*)::int AS count FROM pgboss.job WHERE state = 'failed' GROUP BY name"
// What waits for its hour (cron) or looks again later is not open
const OPEN = `SELECT 'delivery ' || event || coalesce('.' || action, '') || ' ' || id AS what FROM delivery WHERE processed_at IS NULL
UNION ALL SELECT 'healing ' || healing_id || ' of ' || head_sha || ' is ' || state || coalesce(': ' || reason, '') FROM healing
  WHERE state NOT IN ('done', 'failed', 'superseded', 'cancelled')
UNION ALL SELECT 'job ' || name || ' ' || state || ' ' || data::text FROM pgboss.job
  WHERE (state IN ('retry', 'active') OR state = 'created' AND start_after <= now())
    AND name NOT IN ('maintain', 'sweep-deliveries', '__pgboss__send-it', 'dead-letters')`

type Depths = { readonly healings: number; readonly deliveries: number; readonly jobs: number }
type Sample = { readonly minute: number; readonly memory: ReturnType<Processes['memory']>; readonly depths: Depths | null }

const MB = 1024 * 1024

/** Looks from outside: into the database, and at the processes. */
export function openRecord(databaseUrl: string, processes: Processes) {
  const startedAt = Date.now()
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  pool.on('error', () => {}) // Postgres is restarted on purpose
  const rows = async <Row>(sql: string): Promise<readonly Row[]> => (await pool.query(sql)).rows
  const samples: Sample[] = []
  const minute = () => (Date.now() - startedAt) / 60_000
  const sample = async () => {
    const depths = (await rows<Depths>(DEPTHS).catch(() => []))[0] ?? null
    samples.push({ minute: minute(), memory: processes.memory(), depths })
  }
  const slots = () => [...new Set(samples.flatMap(({ memory }) => memory.map(({ slot }) => slot)))].sort()
  return {
    minute,
    sample,
    open: async (): Promise<readonly string[]> => (await rows<{ what: string }>(OPEN)).map(({ what }) => what),
    healings: () => rows<HealingRow>(HEALINGS),
    processed: async () => new Set((await rows<{ id: string }>(PROCESSED)).map(({ id }) => id)),
    failedJobs: () => rows<{ name: string; count: number }>(DEAD),
    memorySeries: (): readonly Series[] =>
      slots().map((name) => ({
        name,
        points: samples.flatMap(({ minute: at, memory }) =>
          memory.flatMap((one) => (one.slot === name ? [[at, one.bytes / MB] as const] : [])),
        ),
      })),
    depthSeries: (): readonly Series[] =>
      (['healings', 'deliveries', 'jobs'] as const).map((name) => ({
        name,
        points: samples.flatMap(({ minute: at, depths }) => (depths === null ? [] : [[at, depths[name]] as const])),
      })),
    close: () => pool.end(),
  }
}

/** MB a minute, by least squares over the second half: the first one fills caches. */
export function slope({ points }: Series): number {
  const late = points.slice(Math.floor(points.length / 2))
  const mean = (of: (point: readonly [number, number]) => number) => late.reduce((sum, point) => sum + of(point), 0) / late.length
  const [x, y] = [mean(([at]) => at), mean(([, value]) => value)]
  const spread = late.reduce((sum, [at]) => sum + (at - x) ** 2, 0)
  return spread === 0 ? 0 : late.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread
}
