import { z } from 'zod'
import type { BodyRoom } from './body-room.ts'
import { MAX_BODY_BYTES, readSignature, readSignedBody } from './read-body.ts'
import type { StoreDelivery, Todo } from './store-delivery.ts'

/** What arrives: headers that are not there are null. */
export type Incoming = {
  readonly id: string | null
  readonly event: string | null
  readonly signature: string | null
  /** Of Content-Length, which a proxy may take away. */
  readonly length: number | undefined
  readonly body: AsyncIterable<Uint8Array>
}

export type Received =
  | { readonly kind: 'stored' | 'duplicate'; readonly id: string }
  | { readonly kind: 'unsigned' | 'malformed' | 'too_large' | 'busy'; readonly reason: string }

export type Inbox = {
  readonly secret: string
  readonly room: BodyRoom
  readonly store: StoreDelivery
  /** What is left to do about a delivery. */
  sort(event: string, action: string | null, payload: unknown): Todo
}

const Id = z.object({ id: z.number().int() }).nullish()
const Envelope = z.object({ action: z.string().max(128).nullish(), installation: Id, repository: Id })

/** Verifies a delivery and stores it with what is to be done; nothing else happens while GitHub waits. */
export async function receiveDelivery(incoming: Incoming, inbox: Inbox): Promise<Received> {
  const { id, event, length = MAX_BODY_BYTES } = incoming
  if (!incoming.signature) return { kind: 'unsigned', reason: 'the delivery carries no X-Hub-Signature-256' }
  const signature = readSignature(incoming.signature)
  if (!signature) return UNSIGNED
  if (!id || id.length > 128 || !event || event.length > 128)
    return { kind: 'malformed', reason: 'X-GitHub-Delivery or X-GitHub-Event is missing' }
  if (length > MAX_BODY_BYTES) return { kind: 'too_large', reason: 'the body is larger than GitHub sends' }
  const release = await inbox.room.take(length)
  if (!release) return { kind: 'busy', reason: 'too many bodies at once' }
  try {
    const bytes = await readSignedBody(incoming.body, length, signature, inbox.secret).catch(() => 'cut off' as const)
    if (bytes === 'cut off') return { kind: 'malformed', reason: 'the body ended early' }
    return bytes ? await storeSigned(id, event, bytes, inbox) : UNSIGNED
  } finally {
    release()
  }
}

const UNSIGNED = { kind: 'unsigned', reason: 'the signature is not that of our webhook secret' } as const

async function storeSigned(id: string, event: string, bytes: Buffer, { store, sort }: Inbox): Promise<Received> {
  const read = readEnvelope(bytes)
  if (!read) return { kind: 'malformed', reason: 'the body is not the JSON of a webhook' }
  const { payload, json, envelope } = read
  const action = envelope.action ?? null
  const ids = { installationId: envelope.installation?.id ?? null, repositoryId: envelope.repository?.id ?? null }
  const kind = await store({ delivery: { id, event, action, payload, ...ids }, todo: sort(event, action, json) })
  return { kind, id }
}

type Read = { readonly payload: string; readonly json: unknown; readonly envelope: z.infer<typeof Envelope> }

function readEnvelope(bytes: Buffer): Read | null {
  try {
    const payload = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
    const json: unknown = JSON.parse(payload)
    return { payload, json, envelope: Envelope.parse(json) }
  } catch {
    return null
  }
}
