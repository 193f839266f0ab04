import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Delivery } from './deliveries.ts'

/** When a delivery was first sent, and when it was answered, in milliseconds since 1970. */
export type Sent = { readonly delivery: Delivery; readonly at: number; readonly answeredAt: number; readonly status: number }

const agent = new Agent({ keepAlive: true })

/** Sends all, as fast as `flight` requests at once allow. */
export async function sendFast(url: string, deliveries: readonly Delivery[], flight: number): Promise<readonly Sent[]> {
  const waiting = [...deliveries]
  const sent: Sent[] = []
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) sent.push(await post(url, next))
  }
  await Promise.all(Array.from({ length: flight }, lane))
  return sent
}

/** Sends `perSecond` each second, whether the earlier ones were answered or not, at times that `random` scatters. */
export async function sendSteadily(
  url: string,
  deliveries: readonly Delivery[],
  perSecond: number,
  random: () => number,
): Promise<readonly Sent[]> {
  const startedAt = Date.now()
  const places = deliveries.map(() => random()).sort((a, b) => a - b)
  const length = (deliveries.length / perSecond) * 1_000
  const sent: Promise<Sent>[] = []
  for (const [index, delivery] of deliveries.entries()) {
    await sleep(Math.max(0, startedAt + (places[index] ?? 0) * length - Date.now()))
    sent.push(post(url, delivery))
  }
  return Promise.all(sent)
}

function post(url: string, delivery: Delivery): Promise<Sent> {
  const { id, event, body, signature } = delivery
  const headers = {
    ...{ 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    ...{ 'x-github-event': event, 'x-github-delivery': id, 'x-hub-signature-256': signature },
  }
  const at = Date.now()
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().on('end', () => resolve({ delivery, at, answeredAt: Date.now(), status: response.statusCode ?? 0 }))
    })
    sending.on('error', reject).end(body)
  })
}
