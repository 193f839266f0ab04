import { cleanTexts } from '../../model/clean-text.ts'
import {
  type Delivery,
  findDelivery,
  finishDeliveries,
  finishDelivery,
  lockOpenDeliveries,
  payloadBytes,
  reopenDelivery,
} from '../history/deliveries.ts'
import type { Job, JobContext } from '../queue/job.ts'
import { findWebhook, NOTHING_TO_DO, resultWithoutWork } from '../webhooks/index.ts'
import type { Webhook } from '../webhooks/webhook.ts'

type Lane = 'handle-delivery' | 'handle-delivery-alone'
type Sort = (
  event: string,
  action: string | null,
  payload: unknown,
) => { readonly kind: 'done'; readonly outcome: string } | { readonly kind: 'work'; readonly job: Lane }

const TOGETHER = { most: 25, bytes: 8 * 1_024 * 1_024 }

/** Says what is to be done about a delivery that is being stored: its result where that is all, else the job that works on it. */
export function createSort(webhooks: readonly Webhook[]): Sort {
  return (event, action, payload) => {
    const outcome = resultWithoutWork(webhooks, event, action, payload)
    if (outcome !== null) return { kind: 'done', outcome }
    return { kind: 'work', job: findWebhook(webhooks, event, action)?.record ? 'handle-delivery' : 'handle-delivery-alone' }
  }
}

/** Does what needs the database only, many deliveries in one transaction; what has to ask GitHub gets a job of its own. */
export function createHandleDelivery(webhooks: readonly Webhook[]): Job<'handle-delivery'> {
  return {
    name: 'handle-delivery',
    expireInSeconds: 60,
    concurrency: 1,
    batch: TOGETHER.most,
    run: ({ deliveryId }, context) => recordAll([deliveryId], webhooks, context),
    async runTogether(payloads, context) {
      const ids = payloads.map(({ deliveryId }) => deliveryId)
      if ((await payloadBytes(context.history.database, ids)) > TOGETHER.bytes) throw new Error('the deliveries are too large together')
      await recordAll(ids, webhooks, context)
    },
    ...ENDS,
  }
}

/** Does what may ask GitHub, and wait for it: no other delivery waits with it. */
export function createHandleDeliveryAlone(webhooks: readonly Webhook[]): Job<'handle-delivery-alone'> {
  return {
    name: 'handle-delivery-alone',
    expireInSeconds: 60,
    concurrency: 4,
    async run({ deliveryId }, context) {
      const { history, log, now } = context
      const delivery = await findDelivery(history.database, deliveryId)
      if (!delivery || delivery.processedAt) return
      const { event, action } = delivery
      const webhook = findWebhook(webhooks, event, action)
      const outcome = (await webhook?.run?.(payloadOf(delivery), delivery, context)) ?? NOTHING_TO_DO
      await finishDelivery(history.database, deliveryId, outcome, now())
      log.info({ event, action, outcome }, 'delivery done')
    },
    ...ENDS,
  }
}

const ENDS: Pick<Job<Lane>, 'giveUp' | 'revive'> = {
  giveUp: ({ deliveryId }, { why }, { history, now }) => finishDelivery(history.database, deliveryId, `given up: ${why}`, now()),
  revive: async ({ deliveryId }, { database, send }) => {
    const isThere = await reopenDelivery(database, deliveryId)
    if (isThere) await send(database, 'handle-delivery', { deliveryId })
    return isThere
  },
}

function payloadOf({ payload }: Delivery): unknown {
  return cleanTexts(JSON.parse(payload))
}

/** All of them or none; those that are done already are left alone. */
async function recordAll(ids: readonly string[], webhooks: readonly Webhook[], context: JobContext): Promise<void> {
  const { history, log, now, send } = context
  const done = await history.transaction(async (database) => {
    const results = []
    for (const delivery of await lockOpenDeliveries(database, ids)) {
      const { id, event, action } = delivery
      const payload = payloadOf(delivery)
      const outcome =
        resultWithoutWork(webhooks, event, action, payload) ??
        (await findWebhook(webhooks, event, action)?.record?.(database, payload, context)) ??
        null
      if (outcome === null) await send(database, 'handle-delivery-alone', { deliveryId: id })
      else results.push({ id, event, action, outcome })
    }
    await finishDeliveries(database, results, now())
    return results
  })
  for (const { id, event, action, outcome } of done) log.info({ delivery: id, event, action, outcome }, 'delivery done')
}
