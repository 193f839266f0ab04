import { finishDelivery, listOpenDeliveries } from '../../history/deliveries.ts'
import type { JobContext } from '../../queue/job.ts'
import { withoutJob } from '../../queue/without-job.ts'

const MIN_AGE_MS = 45_000
const MAX_AGE_MS = 86_400_000 // what was not handled in a day has been sent often enough
const LOOK_BACK_MS = 3 * 86_400_000
const AT_ONCE = 1_000

/** Deliveries that were stored and that no job handles: returns how many. */
export async function requeueDeliveries({ history, send, now }: JobContext): Promise<number> {
  const ago = (ms: number) => new Date(now().getTime() - ms)
  const open = await listOpenDeliveries(history.database, ago(LOOK_BACK_MS), ago(MIN_AGE_MS), AT_ONCE)
  const payloads = open.map(({ id: deliveryId }) => ({ deliveryId }))
  const waiting = await withoutJob(history.database, 'handle-delivery', payloads)
  const lost = new Set((await withoutJob(history.database, 'handle-delivery-alone', waiting)).map(({ deliveryId }) => deliveryId))
  for (const { id, receivedAt } of open.filter((delivery) => lost.has(delivery.id))) {
    if (now().getTime() - receivedAt.getTime() > MAX_AGE_MS) await finishDelivery(history.database, id, 'given up: its job was lost', now())
    else await history.transaction((database) => send(database, 'handle-delivery', { deliveryId: id }))
  }
  return lost.size
}
