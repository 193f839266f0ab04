import type { Database } from '../history/connection/database.ts'
import type { Delivery } from '../history/deliveries.ts'
import type { JobContext } from '../queue/job.ts'

/**
 * What is done about one event, or one action of it: one file in this folder, named like it, and one line in index.ts.
 * It comes in any order with others. Each of its functions returns a short result, or null where the next one has to go on.
 */
export type Webhook = {
  readonly event: string
  /** Left out where the file takes every action of the event. */
  readonly action?: string
  /** Where the payload alone says that there is nothing to do: such a delivery is done when it is stored. */
  nothingToDo?(payload: unknown): string | null
  /** What needs the database only. It happens once: its transaction is also that which marks the delivery as done. */
  record?(database: Database, payload: unknown, context: Pick<JobContext, 'send' | 'now'>): Promise<string | null>
  /** What may ask GitHub, and wait for it, in a job of its own. It may run twice. */
  run?(payload: unknown, delivery: Delivery, context: JobContext): Promise<string>
}
