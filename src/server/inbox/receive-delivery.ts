import { z } from 'zod'
import type { GitHub } from '../github/octokit.ts'
import type { History } from '../history/connection/database.ts'
import { recordDelivery } from '../history/deliveries.ts'
import type { SendJob } from '../queue/send-job.ts'

/** What arrived: headers that are not there are null. */
export type RawDelivery = {
  readonly id: string | null
  readonly event: string | null
  readonly signature: string | null
  readonly body: string
}

export type Received =
  | { readonly kind: 'stored' | 'duplicate'; readonly id: string }
  | { readonly kind: 'unsigned' | 'malformed'; readonly reason: string }

const Id = z.object({ id: z.number().int() }).nullish()
const Envelope = z.object({ action: z.string().nullish(), installation: Id, repository: Id })

/** Verifies a delivery, stores it and sends its job in one transaction; nothing else happens while GitHub waits. */
export async function receiveDelivery(raw: RawDelivery, github: GitHub, history: History, send: SendJob): Promise<Received> {
  const { id, event, signature, body } = raw
  if (!signature) return { kind: 'unsigned', reason: 'the delivery carries no X-Hub-Signature-256' }
  if (!(await github.verifies(body, signature))) return { kind: 'unsigned', reason: 'the signature is not that of our webhook secret' }
  if (!id || id.length > 128 || !event || event.length > 128)
    return { kind: 'malformed', reason: 'X-GitHub-Delivery or X-GitHub-Event is missing' }
  const envelope = readEnvelope(body)
  if (!envelope) return { kind: 'malformed', reason: 'the body is not the JSON of a webhook' }
  const isNew = await history.transaction(async (database) => {
    const ids = { installationId: envelope.installation?.id ?? null, repositoryId: envelope.repository?.id ?? null }
    const stored = await recordDelivery(database, { id, event, action: envelope.action ?? null, payload: body, ...ids })
    if (stored) await send(database, 'handle-delivery', { deliveryId: id })
    return stored
  })
  return { kind: isNew ? 'stored' : 'duplicate', id }
}

function readEnvelope(body: string): z.infer<typeof Envelope> | null {
  try {
    return Envelope.parse(JSON.parse(body))
  } catch {
    return null
  }
}
