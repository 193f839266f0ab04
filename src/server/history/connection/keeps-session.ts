import pg from 'pg'

const CONNECT_MS = 10_000
const TRIES = 3

/**
 * Whether a connection to `url` stays the same session from one transaction to the next. Behind a pooler in transaction mode it does not:
 * LISTEN, session locks and SET are lost there. While one client is between transactions, another one begins its own: a pooler gives it the
 * server connection that has just become free, and the first one another. False is certain; on a busy pooler true may be luck.
 */
export async function keepsSession(url: string): Promise<boolean> {
  const open = async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'suture start', connectionTimeoutMillis: CONNECT_MS })
    client.on('error', () => {}) // the query under way fails as well
    await client.connect()
    return client
  }
  const backend = async (client: pg.Client) => (await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
  const opened: pg.Client[] = []
  try {
    const [first, second] = [await open(), await open()]
    opened.push(first, second)
    for (let tried = 0; tried < TRIES; tried += 1) {
      const before = await backend(first)
      await second.query('BEGIN')
      await backend(second)
      const after = await backend(first)
      await second.query('COMMIT')
      if (before !== after) return false
    }
    return true
  } finally {
    for (const client of opened) await client.end()
  }
}
