import type { History } from '../history/connection/database.ts'
import type { SendJobs } from '../queue/send-job.ts'
import { createBodyRoom } from './body-room.ts'
import { MAX_BODY_BYTES } from './read-body.ts'
import type { Inbox } from './receive-delivery.ts'
import { createStoreDelivery } from './store-delivery.ts'

const MB = 1_024 * 1_024
// Two of the largest at once, and some hundreds of the usual ones, which have ten to thirty thousand bytes. GitHub waits for 10 s
const ROOM = { small: MB, smallRoom: 16 * MB, largeRoom: 2 * MAX_BODY_BYTES, waitMs: 8_000 }

export function openInbox(parts: {
  readonly secret: string
  readonly history: History
  readonly sendAll: SendJobs
  readonly sort: Inbox['sort']
  now(): Date
}): Inbox {
  const { secret, history, sendAll, sort, now } = parts
  return { secret, sort, room: createBodyRoom(ROOM), store: createStoreDelivery(history, sendAll, now) }
}
