import { byId, type Call, type Handlers } from '../route.ts'
import type { Delivery } from '../webhooks.ts'

const shape = ({
  id,
  guid,
  deliveredAt,
  isRedelivery,
  durationMs,
  statusCode,
  event,
  payload,
  installationId,
  repositoryId,
}: Delivery) => ({
  ...{ id, guid, delivered_at: deliveredAt, redelivery: isRedelivery, duration: durationMs / 1000, status_code: statusCode, event },
  ...{ status: statusCode >= 200 && statusCode < 300 ? 'OK' : statusCode === 0 ? 'Service Timeout' : 'Invalid HTTP Response' },
  ...{
    action: typeof payload['action'] === 'string' ? payload['action'] : null,
    installation_id: installationId,
    repository_id: repositoryId,
  },
})

/** Newest first, paged by `cursor`, which is the id to go on from. */
function list(call: Call) {
  const size = Math.min(Number(call.query.get('per_page') ?? 30), 100)
  const cursor = call.query.get('cursor')
  const all = call.world.webhooks.deliveries.toReversed()
  const from =
    cursor === null
      ? 0
      : Math.max(
          all.findIndex(({ id }) => String(id) === cursor),
          0,
        )
  const next = all[from + size]
  const link = `<${call.world.apiUrl}/app/hook/deliveries?per_page=${size}&cursor=${next?.id}>; rel="next"`
  return { status: 200, headers: next === undefined ? {} : { link }, body: all.slice(from, from + size).map(shape) }
}

function get(call: Call) {
  const delivery = byId(call.world.webhooks.deliveries, call.params['delivery_id'])
  const { headers, payload, response, responseHeaders } = delivery
  return {
    status: 200,
    body: { ...shape(delivery), request: { headers, payload }, response: { headers: responseHeaders, payload: response } },
  }
}

function redeliver(call: Call) {
  const { id } = byId(call.world.webhooks.deliveries, call.params['delivery_id'])
  call.world.background.add(() => call.world.webhooks.redeliver(id))
  return { status: 202, body: {} }
}

export const hookDeliveryRoutes: Handlers = {
  'apps/list-webhook-deliveries': list,
  'apps/get-webhook-delivery': get,
  'apps/redeliver-webhook-delivery': redeliver,
}
