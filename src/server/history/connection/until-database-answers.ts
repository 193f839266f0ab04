import { setTimeout as sleep } from 'node:timers/promises'
import { SutureError } from '../../../model/error.ts'

/** How long a database that is away is waited for. */
export type DatabaseWait = { readonly totalMs: number; readonly firstMs: number }

const WAIT: DatabaseWait = { totalMs: 60_000, firstMs: 500 }
const LONGEST_MS = 5_000

/** Of the network, and of Postgres where it starts, stops, or has no connection left (https://www.postgresql.org/docs/current/errcodes-appendix.html). */
const AWAY =
  /^(?:E(?:CONN(?:REFUSED|RESET|ABORTED)|TIMEDOUT|PIPE|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)|08\w{3}|57P0[1-3]|53300|P1001|P1017)$/
/** What pg and Prisma say without a code of their own. */
const BROKEN_OFF = /connection terminated|terminating connection|timeout expired|closed the connection|can't reach database/i
/** A user, a password or a database that the server does not know: waiting changes nothing. */
const REFUSED = /^(?:28\w{3}|3D000)$/

/**
 * Does `work` as soon as the database at `url` answers: it is begun anew, with longer waits, where the connection is refused or breaks
 * off; the first time, `onWait` hears why. Throws a SutureError where the database is away for longer, or does not let us in; what else `work` throws is passed on.
 */
export async function untilDatabaseAnswers<Done>(
  url: string,
  work: () => Promise<Done>,
  onWait: (why: string) => void,
  wait = WAIT,
): Promise<Done> {
  const until = Date.now() + wait.totalMs
  for (let waitMs = wait.firstMs; ; waitMs = Math.min(LONGEST_MS, waitMs * 2)) {
    try {
      return await work()
    } catch (error) {
      const failures = chain(error)
      const reason = failures.map(({ message }) => message.split('\n')[0]).find((line) => line) ?? 'no words'
      if (failures.some(({ code }) => REFUSED.test(code)))
        throw new SutureError('database_refused', `Postgres at ${placeOf(url)} does not let us in: ${reason}`, 'correct DATABASE_URL', {
          cause: error,
        })
      if (!isAway(error)) throw error
      if (Date.now() + waitMs > until) throw away(url, wait.totalMs, reason, error)
      if (waitMs === wait.firstMs) onWait(`Postgres at ${placeOf(url)} does not answer yet: ${reason}`)
    }
    await sleep(waitMs)
  }
}

/** Whether an error says that the database, or the way to it, is gone for now. */
export function isAway(error: unknown): boolean {
  return chain(error).some(({ code, message }) => AWAY.test(code) || BROKEN_OFF.test(message))
}

function away(url: string, totalMs: number, reason: string, cause: unknown): SutureError {
  const message = `Postgres at ${placeOf(url)} did not answer for ${Math.round(totalMs / 1_000)} s: ${reason}`
  return new SutureError('database_away', message, 'start it, or correct DATABASE_URL', { cause })
}

/** Without user and password. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url)
  return `${host}${pathname}`
}

type Failure = { readonly code: string; readonly message: string }

/** An error with its causes and, of a host with many addresses, its parts. */
function chain(error: unknown): readonly Failure[] {
  if (typeof error !== 'object' || error === null) return []
  const { code, message, cause, errors } = error as { code?: unknown; message?: unknown; cause?: unknown; errors?: unknown }
  const own = { code: String(code ?? ''), message: String(message ?? '') }
  return [own, ...(Array.isArray(errors) ? errors.flatMap(chain) : []), ...chain(cause)]
}
