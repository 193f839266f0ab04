import type { Delivery } from '../history/deliveries.ts'
import type { JobContext } from '../queue/job.ts'

/**
 * What is done about one event, or one action of it: one file in this folder, named like it, and one line in index.ts.
 * It may run twice, and in any order with others. It returns a short result.
 */
export type Webhook = {
  readonly event: string
  /** Left out where the file takes every action of the event. */
  readonly action?: string
  run(payload: unknown, delivery: Delivery, context: JobContext): Promise<string>
}
