import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Delivery } from './deliveries.ts'

const LOOK_MS = 20

/** What the server's database says of deliveries: which are done, and since when; which runs are read, and since when. */
export async function openLedger(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const times = async (sql: string, values: readonly unknown[]): Promise<ReadonlyMap<string, number>> => {
    const { rows } = await client.query<{ key: string; at: Date }>(sql, [...values])
    return new Map(rows.map(({ key, at }) => [key, at.getTime()]))
  }
  const done = (deliveries: readonly Delivery[]) =>
    times('SELECT id AS key, processed_at AS at FROM delivery WHERE id = ANY ($1) AND processed_at IS NOT NULL', [
      [...new Set(deliveries.map(({ id }) => id))],
    ])
  const count = async (sql: string, values: readonly unknown[] = []) => Number((await client.query(sql, [...values])).rows[0]?.n ?? 0)
  const until = async (what: string, isOver: () => Promise<boolean>, timeoutMs: number) => {
    const end = Date.now() + timeoutMs
    while (!(await isOver())) {
      if (Date.now() > end) return console.error(`${what}: not after ${timeoutMs / 1_000} s`)
      await sleep(LOOK_MS)
    }
  }
  return {
    done,
    /** Waits until all are done, or `timeoutMs` are over. */
    untilDone: async (deliveries: readonly Delivery[], timeoutMs: number) => {
      const ids = [...new Set(deliveries.map(({ id }) => id))]
      const open = 'SELECT count(*) AS n FROM delivery WHERE id = ANY ($1) AND processed_at IS NOT NULL'
      await until('deliveries done', async () => (await count(open, [ids])) === ids.length, timeoutMs)
    },
    /** Waits until no job is left that may run now. */
    untilIdle: (timeoutMs: number) =>
      until(
        'no job left',
        async () => (await count("SELECT count(*) AS n FROM pgboss.job WHERE state < 'completed' AND name NOT LIKE '\\_\\_%'")) === 0,
        timeoutMs,
      ),
    /** By run: when the job that reads it began. */
    readingBegan: () =>
      times("SELECT data->>'ciRunId' AS key, started_on AS at FROM pgboss.job WHERE name = 'ingest' AND started_on IS NOT NULL", []),
    /** How many reading jobs there are beyond one for each run (a further try of one is no other), and checks of other Apps written down beyond one for each. */
    doubled: () =>
      count(`SELECT (SELECT count(*) - count(DISTINCT data->>'ciRunId') FROM pgboss.job WHERE name = 'ingest' AND NOT data ? 'tries') +
        (SELECT count(*) - count(DISTINCT subject) FROM audit WHERE action = 'check.failed') AS n`),
    dead: () => count("SELECT count(*) AS n FROM pgboss.job WHERE name = 'dead-letters'"),
    close: () => client.end(),
  }
}
