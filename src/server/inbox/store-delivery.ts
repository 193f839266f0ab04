import type { History } from '../history/connection/database.ts'
import { type Delivery, recordDeliveries } from '../history/deliveries.ts'
import type { SendJobs } from '../queue/send-job.ts'
import { createGroupCommit } from './group-commit.ts'

/** What is left to do about a delivery: nothing, with this result, or the job of this name. */
export type Todo =
  | { readonly kind: 'done'; readonly outcome: string }
  | { readonly kind: 'work'; readonly job: 'handle-delivery' | 'handle-delivery-alone' }

export type Arrived = { readonly delivery: Delivery; readonly todo: Todo }
export type Stored = 'stored' | 'duplicate'
export type StoreDelivery = (arrived: Arrived) => Promise<Stored>

const JOBS = ['handle-delivery', 'handle-delivery-alone'] as const
const LIMITS = { items: 50, weight: 8 * 1_024 * 1_024, groups: 2 }

/** Stores deliveries and what is to be done about them: both or neither, before the promise resolves, many in one transaction. */
export function createStoreDelivery(history: History, sendAll: SendJobs, now: () => Date): StoreDelivery {
  const storeAll = async (arrived: readonly Arrived[]): Promise<readonly Stored[]> => {
    const rows = arrived.map(({ delivery, todo }) => ({ ...delivery, outcome: todo.kind === 'done' ? todo.outcome : null }))
    if (rows.every(({ outcome }) => outcome !== null)) return told(arrived, await recordDeliveries(history.database, rows, now()))
    return history.transaction(async (database) => {
      const stored = await recordDeliveries(database, rows, now())
      for (const job of JOBS) {
        const ids = arrived.flatMap(({ delivery: { id }, todo }) =>
          todo.kind === 'work' && todo.job === job && stored.has(id) ? [id] : [],
        )
        await sendAll(
          database,
          job,
          [...new Set(ids)].map((deliveryId) => ({ deliveryId })),
        )
      }
      return told(arrived, stored)
    })
  }
  return createGroupCommit(storeAll, ({ delivery }) => delivery.payload.length, LIMITS)
}

/** Of two with one id the first was stored. */
function told(arrived: readonly Arrived[], stored: ReadonlySet<string>): readonly Stored[] {
  const fresh = new Set(stored)
  return arrived.map(({ delivery }) => (fresh.delete(delivery.id) ? 'stored' : 'duplicate'))
}
