import { expect, test } from 'vitest'
import { createBodyRoom } from '../../../src/server/inbox/body-room.ts'

const LIMITS = { small: 10, smallRoom: 30, largeRoom: 100, waitMs: 60_000 }

test('large bodies wait for room, in their order, and small ones do not wait for them', async () => {
  const room = createBodyRoom(LIMITS)
  const order: string[] = []
  const first = await room.take(60)
  const second = room.take(50).then((release) => {
    order.push('second')
    return release
  })
  const third = room.take(20).then((release) => {
    order.push('third')
    return release
  })
  const small = await room.take(10)
  expect(room.held()).toBe(70)
  expect(order).toEqual([])
  first?.()
  for (const release of [await second, await third, small]) release?.()
  expect(order).toEqual(['second', 'third'])
  expect(room.held()).toBe(0)
  expect(room.most()).toBe(80)
})

test('who finds no room in time is told so, and who waits behind him comes in', async () => {
  const room = createBodyRoom({ ...LIMITS, waitMs: 20 })
  const held = await room.take(60)
  const tooMuch = room.take(50)
  const enough = room.take(40)
  expect(await tooMuch).toBeNull()
  const release = await enough
  expect(release).not.toBeNull()
  expect(room.held()).toBe(100)
  release?.()
  held?.()
  expect(room.held()).toBe(0)
})
