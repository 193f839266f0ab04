import type { PgBoss } from 'pg-boss'
import type { Log } from '../log.ts'

// Read from an index; the names of the few queues are looked up one by one
const DUE = `SELECT queue.name FROM unnest($1::text[]) AS queue (name) WHERE EXISTS (
  SELECT 1 FROM pgboss.job WHERE job.name = queue.name AND job.state < 'active' AND NOT job.blocked AND job.start_after <= now())`

/**
 * Calls `wake` for each of `queues` in which a job may begin, every `seconds`: one query for all of them. It finds what comes without a
 * notice: retries, jobs sent for later, jobs that waited for another of equal payload, and everything where the database gives no notices.
 */
export function watchDue(
  database: ReturnType<PgBoss['getDb']>,
  queues: readonly string[],
  wake: (queue: string) => void,
  seconds: number,
  log: Log,
): { close(): Promise<void> } {
  let isClosed = false
  let looking = Promise.resolve()
  const look = async () => {
    try {
      const { rows } = await database.executeSql(DUE, [queues])
      if (!isClosed) for (const { name } of rows) wake(name)
    } catch (error) {
      if (!isClosed) log.warn({ err: error }, 'the queues could not be looked at')
    }
    if (!isClosed) timer = setTimeout(begin, seconds * 1_000)
  }
  const begin = () => {
    looking = look()
  }
  let timer = setTimeout(begin, seconds * 1_000)
  return {
    close: () => {
      isClosed = true
      clearTimeout(timer)
      return looking
    },
  }
}
