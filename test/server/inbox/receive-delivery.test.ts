import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { createBodyRoom } from '../../../src/server/inbox/body-room.ts'
import { type Incoming, receiveDelivery } from '../../../src/server/inbox/receive-delivery.ts'
import type { Arrived } from '../../../src/server/inbox/store-delivery.ts'
import { sign } from '../../support/server-under-test.ts'

const SECRET = 'hush'
const MB = 1_024 * 1_024

function open(room = createBodyRoom({ small: MB, smallRoom: 16 * MB, largeRoom: 50 * MB, waitMs: 60_000 })) {
  const stored: Arrived[] = []
  const inbox = {
    ...{ secret: SECRET, room },
    sort: (event: string, action: string | null) => ({ kind: 'done', outcome: `${event} ${action}` }) as const,
    store: async (arrived: Arrived) => {
      stored.push(arrived)
      return 'stored' as const
    },
  }
  const receive = (body: string, over: Partial<Incoming> = {}) =>
    receiveDelivery(
      { ...{ id: 'id', event: 'push', signature: sign(body, SECRET), length: body.length }, body: streamOf(body), ...over },
      inbox,
    )
  return { room, stored, receive }
}

async function* streamOf(body: string, part = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(body)
  for (let at = 0; at < bytes.length; at += part) {
    yield bytes.subarray(at, at + part)
    await new Promise((resolve) => setImmediate(resolve))
  }
}

test('a signed body is stored as it came, with what is to be done about it', async () => {
  const { stored, receive } = open()
  const body = '{"action":"created","installation":{"id":7},"repository":{"id":8}}'
  expect(await receive(body)).toEqual({ kind: 'stored', id: 'id' })
  expect(await receive(body, { length: undefined })).toEqual({ kind: 'stored', id: 'id' })
  const delivery = { id: 'id', event: 'push', action: 'created', payload: body, installationId: 7, repositoryId: 8 }
  expect(stored).toEqual(Array(2).fill({ delivery, todo: { kind: 'done', outcome: 'push created' } }))
})

const NO_UTF8 = Buffer.from([0x22, 0xff, 0x22])

async function* once(bytes: Buffer): AsyncGenerator<Uint8Array> {
  yield bytes
}

function signBytes(bytes: Buffer): string {
  return `sha256=${createHmac('sha256', SECRET).update(bytes).digest('hex')}`
}

test.each<readonly [string, string, string, Partial<Incoming>]>([
  ['no signature', 'unsigned', '{}', { signature: null }],
  ['something that is no signature', 'unsigned', '{}', { signature: 'sha256=nonsense' }],
  ['a signature under another secret', 'unsigned', '{}', { signature: sign('{}', 'a guess') }],
  ['no id', 'malformed', '{}', { id: null }],
  ['an event of 129 letters', 'malformed', '{}', { event: 'e'.repeat(129) }],
  ['no JSON', 'malformed', 'not json', {}],
  ['an action that is a number', 'malformed', '{"action":1}', {}],
  ['a length of more than 25 MB', 'too_large', '{}', { length: 25 * MB + 1 }],
  ['a body that is no UTF-8', 'malformed', '"?"', { signature: signBytes(NO_UTF8), body: once(NO_UTF8) }],
])('%s: %s, and nothing is stored or held', async (_what, kind, body, over) => {
  const { room, stored, receive } = open()
  expect(await receive(body, over)).toMatchObject({ kind })
  expect(stored).toEqual([])
  expect(room.held()).toBe(0)
})

test('forty forged bodies of 24 MB at once are refused, and two of them are held at most', async () => {
  const { room, stored, receive } = open()
  const forged = 'x'.repeat(24 * MB)
  const big = Array.from({ length: 40 }, () =>
    receive('', { signature: sign('a guess'), length: forged.length, body: streamOf(forged, MB) }),
  )
  const small = await receive('{}')
  expect(small).toMatchObject({ kind: 'stored' }) // before they are done: it does not wait for them
  expect(room.held()).toBeGreaterThan(0)
  expect((await Promise.all(big)).map(({ kind }) => kind)).toEqual(Array(40).fill('unsigned'))
  expect(room.most()).toBeLessThanOrEqual(48 * MB + 2)
  expect(room.held()).toBe(0)
  expect(stored).toHaveLength(1)
})

test('where no room comes free in time the sender is asked to come again', async () => {
  const room = createBodyRoom({ small: 1, smallRoom: 1, largeRoom: 10, waitMs: 10 })
  const { stored, receive } = open(room)
  const release = await room.take(10)
  expect(await receive('{"action":"x"}', { length: 5 })).toMatchObject({ kind: 'busy' })
  release?.()
  expect(room.held()).toBe(0)
  expect(stored).toEqual([])
})

test('a connection that ends early leaves nothing behind', async () => {
  const { room, stored, receive } = open()
  const broken = async function* () {
    yield Buffer.from('{')
    throw new Error('aborted')
  }
  expect(await receive('{}', { body: broken() })).toMatchObject({ kind: 'malformed', reason: 'the body ended early' })
  expect(room.held()).toBe(0)
  expect(stored).toEqual([])
})
