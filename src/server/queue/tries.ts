import { type Job as BossJob, fromPrisma, type PgBoss } from 'pg-boss'
import { z } from 'zod'
import type { History } from '../history/connection/database.ts'
import type { AnyJob } from './job.ts'
import { JobPayload, keyOf } from './payload.ts'

/**
 * What was tried of a job. `failed`: it threw, or its time was up. `away`: it threw because GitHub did not answer as it should.
 * `lost`: its worker was killed, stopped answering, or stopped.
 */
export type Tries = { readonly failed: number; readonly away: number; readonly lost: number }

/** How often a thing is tried again, and how soon for the first time; each further wait is twice as long, up to `longestSeconds`. */
export type Retries = { readonly limit: number; readonly delaySeconds: number; readonly longestSeconds?: number }

/** Each way in which a try can end has a budget of its own. */
export type Budgets = { readonly failed: Retries; readonly away: Retries; readonly lost: Retries }

/** Ends a try that failed, or found GitHub away: sends the next one, or says that none is left. `tries` has this one. */
export type EndTry = (job: AnyJob, given: BossJob<object>, tries: Tries, how: 'failed' | 'away') => Promise<'sent again' | 'none is left'>

const NONE: Tries = { failed: 0, away: 0, lost: 0 }
const LONGEST_SECONDS = 60
const WithTries = z.object({ tries: z.object({ failed: z.number(), away: z.number().default(0), lost: z.number() }) })

/** The tries that a job carries beside its payload, where earlier ones failed. */
export function triesOf(data: unknown): Tries {
  const { success, data: found } = WithTries.safeParse(data)
  return success ? found.tries : NONE
}

/** The tries of a job with the one that its worker is at: pg-boss counts the lost ones of one job. */
export function triesBefore({ data, retryCount }: BossJob<object>): Tries {
  const before = triesOf(data)
  return { ...before, lost: before.lost + retryCount }
}

/**
 * The next try of a failed job is a new job: pg-boss has one count for failed tries and killed workers, and it is left to the latter.
 * One ends and the other is sent in one transaction; nothing is sent where the job is no longer this worker's.
 */
export function createEndTry(boss: PgBoss, history: History, budgets: Budgets): EndTry {
  return async ({ name }, given, tries, how) => {
    const { limit, delaySeconds, longestSeconds = LONGEST_SECONDS } = budgets[how]
    if (tries[how] > limit) return 'none is left'
    const payload = JobPayload[name].parse(given.data)
    const group = given.groupId ? { group: { id: given.groupId } } : {}
    const startAfter = Math.min(longestSeconds, delaySeconds * 2 ** (tries[how] - 1))
    const options = { ...group, singletonKey: keyOf(payload), startAfter, retryLimit: Math.max(0, budgets.lost.limit - tries.lost) }
    await history.transaction(async (database) => {
      const db = fromPrisma(database)
      const { affected } = (await boss.complete(name, given, undefined, { db })) as { readonly affected: number } // its type leaves it out
      if (affected > 0) await boss.send(name, { ...payload, tries }, { ...options, db })
    })
    return 'sent again'
  }
}
