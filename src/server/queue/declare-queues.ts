import type { PgBoss, QueueOptions } from 'pg-boss'
import { DEAD_LETTERS } from './dead-letters.ts'
import type { AnyJob } from './job.ts'
import { LINE_INDEX } from './place-in-line.ts'
import type { Retries } from './tries.ts'

// A worker that was killed is found within a heartbeat: 10 s is the least that pg-boss allows.
const HEARTBEAT = { heartbeatSeconds: 10, notify: true }
const FORTNIGHT = 14 * 86_400
const KEEP = { retentionSeconds: FORTNIGHT, deleteAfterSeconds: 86_400 }
const KEEP_DEAD = { retentionSeconds: FORTNIGHT, deleteAfterSeconds: FORTNIGHT }
const GRACE_SECONDS = 30 // for a job to notice that its time is up, before its worker counts as lost
const LONGEST_SECONDS = 30

/** Makes the queues of `jobs` and the one of the dead letters, or brings them up to date. */
export async function declareQueues(boss: PgBoss, jobs: readonly AnyJob[], losses: Retries, ends: Retries): Promise<void> {
  await boss.getDb().executeSql(LINE_INDEX)
  await declare(boss, DEAD_LETTERS, { ...HEARTBEAT, ...KEEP_DEAD, ...again(ends, 10 * LONGEST_SECONDS) })
  for (const { name, expireInSeconds } of jobs) {
    const options = { ...HEARTBEAT, ...KEEP, ...again(losses, LONGEST_SECONDS), expireInSeconds: expireInSeconds + GRACE_SECONDS }
    // `singleton`: any number may wait, of equal key one runs; so a job may send its own successor, and no two do the same thing
    await declare(boss, name, { ...options, deadLetter: DEAD_LETTERS }, 'singleton')
  }
}

function again({ limit, delaySeconds }: Retries, longest: number): QueueOptions {
  return { retryLimit: limit, retryDelay: delaySeconds, retryBackoff: true, retryDelayMax: longest }
}

async function declare(
  boss: PgBoss,
  name: string,
  options: QueueOptions & { readonly notify: boolean; readonly deadLetter?: string },
  policy?: 'singleton',
): Promise<void> {
  await boss.createQueue(name, { ...options, ...(policy ? { policy } : {}) })
  await boss.updateQueue(name, options) // an older version may have made it with other numbers
}
