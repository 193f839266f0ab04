import { cleanTexts } from '../../model/clean-text.ts'
import { findDelivery, finishDelivery, reopenDelivery } from '../history/deliveries.ts'
import type { Job } from '../queue/job.ts'
import { findWebhook } from '../webhooks/index.ts'
import type { Webhook } from '../webhooks/webhook.ts'

/** Gives a stored delivery to the webhook that takes it. */
export function createHandleDelivery(webhooks: readonly Webhook[]): Job<'handle-delivery'> {
  return {
    name: 'handle-delivery',
    expireInSeconds: 60,
    giveUp: ({ deliveryId }, { why }, { history, now }) => finishDelivery(history.database, deliveryId, `given up: ${why}`, now()),
    revive: async ({ deliveryId }, { database, send }) => {
      const isThere = await reopenDelivery(database, deliveryId)
      if (isThere) await send(database, 'handle-delivery', { deliveryId })
      return isThere
    },
    async run({ deliveryId }, context) {
      const { database } = context.history
      const delivery = await findDelivery(database, deliveryId)
      if (!delivery || delivery.processedAt) return
      const webhook = findWebhook(webhooks, delivery.event, delivery.action)
      const outcome = webhook ? await webhook.run(cleanTexts(JSON.parse(delivery.payload)), delivery, context) : 'nothing to do'
      await finishDelivery(database, deliveryId, outcome, context.now())
      context.log.info({ event: delivery.event, action: delivery.action, outcome }, 'delivery done')
    },
  }
}
