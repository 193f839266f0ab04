import pg from 'pg'

const OPEN = `SELECT 'delivery ' || event || coalesce('.' || action, '') || ' ' || id AS what FROM delivery WHERE processed_at IS NULL
UNION ALL SELECT 'healing ' || healing_id || ' is ' || state || coalesce(': ' || reason, '') FROM healing
  WHERE state NOT IN ('done', 'failed', 'superseded', 'cancelled')
UNION ALL SELECT 'hunt ' || hunt_id || ' is ' || state FROM hunt WHERE state IN ('dispatching', 'running')
UNION ALL SELECT 'look ' || stale_look_id || ' is ' || state FROM stale_look WHERE state IN ('dispatching', 'running')
UNION ALL SELECT 'job ' || name || ' ' || state || ' ' || data::text FROM pgboss.job
  WHERE (state IN ('retry', 'active') OR state = 'created' AND (start_after <= now() OR data ? 'tries')) AND name <> ALL ($1)`
/** Jobs that wait for their hour, not for anything that happened. */
const BY_THE_CLOCK = ['expire-quarantines', 'maintain', 'plan-hunts', 'expire-markers', 'sweep-deliveries', 'requeue', '__pgboss__send-it']

const DEAD = "SELECT data::text AS what FROM pgboss.job WHERE name = 'dead-letters'"

export type Watch = Awaited<ReturnType<typeof openWatch>>

/** Looks into the server's database from outside: what it has not finished, what it knows. */
export async function openWatch(databaseUrl: string) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  const rows = async <Row>(sql: string, values: readonly unknown[] = []): Promise<readonly Row[]> =>
    (await pool.query(sql, [...values])).rows
  return {
    rows,
    /** One line for each thing that is not finished. */
    open: async (): Promise<readonly string[]> => (await rows<{ what: string }>(OPEN, [BY_THE_CLOCK])).map(({ what }) => what),
    /** The payloads of jobs whose last try failed. */
    dead: async (): Promise<readonly string[]> => (await rows<{ what: string }>(DEAD)).map(({ what }) => what),
    close: () => pool.end(),
  }
}
