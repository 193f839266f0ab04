import type { PgBoss } from 'pg-boss'

/** Where jobs end whose last try failed; they stay two weeks. */
export const DEAD_LETTERS = 'dead-letters'

const BATCH = 1_000

/** Sends dead letters to the queues that they came from; returns how many. */
export async function replayDeadLetters(boss: PgBoss, sourceName?: string): Promise<number> {
  const filter = sourceName === undefined ? {} : { sourceName }
  let total = 0
  for (;;) {
    const moved = await boss.redrive(DEAD_LETTERS, { ...filter, limit: BATCH })
    total += moved
    if (moved < BATCH) return total
  }
}
