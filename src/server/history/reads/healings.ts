import type { Database } from '../connection/database.ts'
import { type Healing, toHealing } from '../healings/healing.ts'
import type { HealingState } from '../healings/healing-state.ts'

export type HealingsAsked = {
  readonly limit: number
  /** `createdAt` and `id` of the last one seen. */
  readonly cursor?: readonly [string, string] | undefined
  readonly headSha?: string | undefined
  readonly pullNumber?: number | undefined
  readonly state?: HealingState | undefined
}

/** A repository's healings, newest first; one more than `limit`. */
export async function listHealingPage(database: Database, repositoryId: number, asked: HealingsAsked): Promise<readonly Healing[]> {
  const { limit, cursor, headSha, pullNumber, state } = asked
  const after = cursor ? [{ OR: [{ createdAt: { lt: cursor[0] } }, { createdAt: cursor[0], id: { lt: cursor[1] } }] }] : []
  const rows = await database.healing.findMany({
    where: {
      ...{ repositoryId, AND: after },
      ...(headSha === undefined ? {} : { headSha }),
      ...(pullNumber === undefined ? {} : { pullNumber }),
      ...(state === undefined ? {} : { state }),
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
  })
  return rows.map(toHealing)
}
